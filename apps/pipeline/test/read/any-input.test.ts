import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, readContent, source } from './read-input.ts';

const DAY = '2026-10-27';

/** A line, and what the oracle (JSON.parse, and no code of the reader) says of it. */
type Line = { readonly text: string } & (
  | { readonly kind: 'blank' }
  | { readonly kind: 'good'; readonly event: Readonly<Record<string, string | null>> }
  | { readonly kind: 'bad'; readonly rule: string; readonly detail: string | null }
);

const label = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => !/\p{Cc}/u.test(text));
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const cents = fc.bigInt({ min: -(10n ** 18n - 1n), max: 10n ** 18n - 1n });

function money(unscaled: bigint): string {
  const text = String(unscaled < 0n ? -unscaled : unscaled).padStart(5, '0');
  return `${unscaled < 0n ? '-' : ''}${text.slice(0, -4)}.${text.slice(-4)}`;
}

const good = fc
  .record({
    event_id: fc.option(fc.uuid()),
    user_id: fc.option(fc.string({ unit: 'grapheme' })),
    event_type: label,
    region: label,
    session_duration_sec: fc.option(fc.integer()),
    revenue_usd: fc.option(cents),
    other: scalar,
    order: fc.constantFrom<'as declared' | 'backwards'>('as declared', 'backwards'),
    space: fc.constantFrom('', ' ', '\t'),
    nulls: fc.boolean(),
  })
  .map(({ order, space, nulls, other, revenue_usd, ...fields }): Line & { kind: 'good' } => {
    const revenue = revenue_usd === null ? null : money(revenue_usd);
    const members = [...Object.entries(fields), ['other', other] as const]
      .filter(([, value]) => nulls || value !== null)
      .map(([key, value]) => `"${key}"${space}:${space}${JSON.stringify(value)}`);
    if (revenue !== null) members.push(`"revenue_usd":${revenue}`);
    if (order === 'backwards') members.reverse();
    const text = (value: unknown) => (value === null ? null : String(value));
    const event = {
      ...fields,
      session_duration_sec: text(fields.session_duration_sec),
      revenue_usd: revenue,
    };
    return { text: `${space}{${members.join(`${space},${space}`)}}${space}`, kind: 'good', event };
  });

const broken = fc
  .tuple(good, fc.nat(), fc.constantFrom('cut', 'NaN', 'comma', 'quote', 'tail', 'swap', 'scalar'))
  .map(([{ text }, at, how]): Line => {
    const place = 1 + (at % (text.length - 1));
    const made = {
      cut: text.slice(0, place),
      NaN: text.replace('{', '{"nan":NaN,'),
      comma: text.replace(/\}([ \t]*)$/, ',}$1'),
      quote: text.replaceAll('"', "'"),
      tail: `${text} x`,
      swap: text.slice(0, place - 1) + text.slice(place),
      scalar: JSON.stringify(text),
    }[how];
    // A cut may fall amid a pair of surrogates; in UTF-8 that is U+FFFD.
    const text8 = Buffer.from(made).toString();
    return { text: text8, ...judge(text8) };
  })
  // Without a character a line may still be JSON, and mean anything: the oracle would have to be the reader again.
  .filter((line) => line.kind !== 'good');

const mistyped = fc
  .tuple(
    good,
    fc.constantFrom(
      ['session_duration_sec', '10.7', 'wrong_type'],
      ['session_duration_sec', '"15"', 'wrong_type'],
      ['session_duration_sec', '2147483648', 'wrong_type'],
      ['revenue_usd', '"1"', 'wrong_type'],
      ['revenue_usd', '1e20', 'wrong_type'],
      ['event_time', `"${DAY}"`, 'wrong_type'],
      ['event_time', '"2026-10-28T00:00:00Z"', 'wrong_day'],
      ['region', 'null', 'missing_required'],
      ['region', '""', 'invalid_text'],
      ['event_type', '"a\\nb"', 'invalid_text'],
      ['user_id', '[1]', 'wrong_type'],
    ),
  )
  .map(([{ event }, [field = '', value = '', rule = '']]): Line => {
    const members = Object.entries(event)
      .filter(([key, text]) => key !== field && text !== null)
      .map(([key, text]) => `"${key}":${/sec|usd/.test(key) ? text : JSON.stringify(text)}`);
    return { text: `{${[...members, `"${field}":${value}`].join(',')}}`, kind: 'bad', rule, detail: field };
  });

function judge(
  text: string,
): { kind: 'blank' } | { kind: 'good'; event: never } | { kind: 'bad'; rule: string; detail: null } {
  if (/^[ \t]*$/.test(text)) return { kind: 'blank' };
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return { kind: 'bad', rule: 'not_an_object', detail: null };
    }
    return { kind: 'good', event: undefined as never };
  } catch {
    return { kind: 'bad', rule: 'invalid_json', detail: null };
  }
}

const blank = fc.constantFrom('', ' ', '\t').map((text): Line => ({ text, kind: 'blank' }));
const lines = fc.array(
  fc.oneof(
    { arbitrary: good, weight: 4 },
    { arbitrary: broken, weight: 2 },
    { arbitrary: mistyped, weight: 2 },
    blank,
  ),
  { minLength: 1, maxLength: 40 },
);

describe('any mixture of lines', () => {
  it('is told apart as JSON.parse does: no good line is lost, no bad one is taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        async (list, lineEnd, lastEnd, zip) => {
          const content = Buffer.from(list.map(({ text }) => text).join(lineEnd) + (lastEnd ? lineEnd : ''));
          fc.pre(content.length > 0);
          const read = await readContent(source('product-events'), DAY, zip ? gzipSync(content) : content);

          const bad = list.flatMap((line, index) => {
            if (line.kind !== 'bad') return [];
            const before = list.slice(0, index).map(({ text }) => text + lineEnd);
            const { text: raw, rule, detail } = line;
            return [{ line: index + 1, byte_offset: Buffer.byteLength(before.join('')), rule, detail, raw }];
          });
          expect(
            read.quarantine.map(({ raw, file: _, run_date: __, ...rest }) => ({
              ...rest,
              raw: raw.toString(),
            })),
          ).toEqual(bad);

          const events = list.flatMap((line) => (line.kind === 'good' ? [line.event] : []));
          const first = events.filter(
            ({ event_id: id }, index) =>
              id === null || events.findIndex((event) => event.event_id === id) === index,
          );
          const key = (event: Readonly<Record<string, string | null>>) =>
            ['event_id', 'user_id', 'event_type', 'region', 'session_duration_sec', 'revenue_usd'].map(
              (name) => event[name] ?? null,
            );
          expect(inOrder(read.events.map(key))).toEqual(inOrder(first.map(key)));
          const [counts] = read.days;
          expect(counts).toMatchObject({
            rowsRead: events.length + bad.length,
            rowsAggregated: first.length,
            rowsDuplicate: events.length - first.length,
            rowsQuarantined: bad.length,
          });
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  }, 60_000);
});
