import type { ParsedField, ParserPlan } from '@datahub/contract/storage';
import fc from 'fast-check';
import { DAY } from './stage-lines.ts';

/** JSON text of something, not always right. */
type Text = fc.Arbitrary<string>;

const oneOf = (...texts: string[]): Text => fc.constantFrom(...texts);
/** One of `other` for every so many that are right. */
const mostly = <A, B>(times: number, right: fc.Arbitrary<A>, other: fc.Arbitrary<B>): fc.Arbitrary<A | B> =>
  fc.oneof({ arbitrary: right, weight: times }, { arbitrary: other, weight: 1 });
const digits = (most: number): Text =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });
const two = (most: number): Text => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));

const quoted = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...'abcXYZ 0189-_./:'), maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 14, maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.integer({ min: 100, max: 300 }).map((length) => 'é'.repeat(length)),
  )
  .map((text) => JSON.stringify(text));
/** A few values, that come again: what a label has. */
const label = oneOf(
  '"click"',
  '"us-west"',
  '"São Paulo"',
  '"a"',
  '"0123456789abcdef"',
  '"0123456789abcdefg"',
);
const oddString = oneOf(
  '""',
  '"a\\u0041"',
  '"\\ud800"',
  '"\\n"',
  '"a\tb"',
  '"\u007f"',
  '"\u0085"',
  '"open',
  "'a'",
  '"\\"',
  `"${'x'.repeat(129)}"`,
);

const number = fc
  .record({
    sign: oneOf('', '', '', '-', '+'),
    whole: fc.oneof(
      fc.integer({ min: 0, max: 2 ** 32 }).map(String),
      digits(20),
      oneOf('0', '00', '01', '', '2147483647', '2147483648', '9223372036854775807', '9223372036854775808'),
    ),
    fraction: fc.oneof(
      oneOf('', '', '.', '.0', '.25'),
      digits(20).map((text) => `.${text}`),
    ),
    exponent: oneOf('', '', '', '', '', 'e2', 'E-3', 'e', 'e+400'),
  })
  .map(({ sign, whole, fraction, exponent }) => `${sign}${whole}${fraction}${exponent}`);
const money = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 9999 }))
  .map(([whole, fraction]) => `${whole}.${fraction}`);

const date = fc.oneof(
  fc.constant(DAY),
  fc
    .tuple(oneOf('2026', '2024', '1900', '2000', '0000', '0001', '9999', '1969', '20-6'), two(14), two(33))
    .map((parts) => parts.join('-')),
);
const time = fc
  .record({
    date,
    t: oneOf('T', 'T', 'T', 't', ' '),
    clock: fc.oneof(
      fc.tuple(two(25), two(61), two(61)).map((parts) => parts.join(':')),
      fc.constant('23:59:59'),
    ),
    fraction: fc.oneof(
      oneOf('', '.', '.5', '.123456', '.1234560', '.1234567'),
      digits(9).map((text) => `.${text}`),
    ),
    zone: oneOf('Z', 'Z', 'z', '+00:00', '-00:00', '+02:00', '-11:30', '+24:00', '+0200', ''),
  })
  .map((parts) => `"${Object.values(parts).join('')}"`);

const nested = oneOf('[]', '{}', '[1,{"a":null}]', '{"a":"b"}', '[1,]', '[', '{"a"}');
const word = oneOf('null', 'true', 'false', 'nul', 'nulls', 'True', 'NaN', 'fals', 'trues', '');
const anything = fc.oneof(quoted, oddString, number, word, nested, time, label);

function textFor({ type, label: isLabel }: ParsedField): Text {
  switch (type.kind) {
    case 'string':
      return isLabel ? label : quoted;
    case 'boolean':
      return oneOf('true', 'false');
    case 'int':
      return mostly(20, fc.integer().map(String), number);
    case 'bigint':
      return mostly(20, fc.maxSafeInteger().map(String), number);
    case 'double':
      return mostly(
        20,
        fc.integer().map((thousandths) => String(thousandths / 1000)),
        number,
      );
    case 'decimal':
      return mostly(20, money, number);
    case 'date':
      return mostly(20, fc.constant(DAY), date).map((text) => `"${text}"`);
    case 'timestamp':
      return mostly(
        10,
        fc.tuple(two(23), two(59)).map(([hour, minute]) => `"${DAY}T${hour}:${minute}:07.25Z"`),
        time,
      );
  }
}

const space = mostly(40, fc.constant(''), mostly(5, oneOf(' ', '\t', '  '), fc.constant('\r')));

/** A key as it is, or with an escape in it. */
function keyOf(name: string): Text {
  const escaped = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return mostly(100, fc.constant(name), fc.constant(escaped + name.slice(1))).map((key) => `"${key}"`);
}

function memberOf(name: string, value: Text): Text {
  const text = mostly(8, mostly(50, value, anything), fc.constant('null'));
  return fc.tuple(keyOf(name), space, space, text).map(([key, before, after, of]) => {
    return `${key}${before}:${after}${of}`;
  });
}

/** Members in some order, one of them left out or there twice at times. */
function membersOf({ fields }: ParserPlan): fc.Arbitrary<string[]> {
  return fc
    .record({
      declared: fc.tuple(...fields.map((field) => memberOf(field.name, textFor(field)))),
      left: mostly(5, fc.constant(-1), fc.nat(fields.length)),
      other: mostly(5, fc.constant(null), memberOf('other', anything)),
      twice: mostly(30, fc.constant(false), fc.constant(true)),
      turn: mostly(5, fc.constant(0), fc.nat(fields.length)),
    })
    .map(({ declared, left, other, twice, turn }) => {
      const list = declared.filter((_, index) => index !== left);
      if (other !== null) list.splice(turn, 0, other);
      if (twice) list.push(list[0] as string);
      return [...list.slice(turn), ...list.slice(0, turn)];
    });
}

function spoil(text: string, at: number, how: string): string {
  const place = at % (text.length + 1);
  if (how === 'cut') return text.slice(0, place);
  if (how === 'tail') return `${text}x`;
  if (how === 'comma') return text.replace(/\}(\s*)$/, ',}$1');
  return text.slice(0, place) + text.slice(place + 1);
}

/** Lines of records of the plan: most of them good, and all that can be wrong with one. */
export function arbitraryLines(plan: ParserPlan): fc.Arbitrary<Buffer> {
  const record = fc
    .record({ members: membersOf(plan), before: space, open: space, comma: space, after: space })
    .map((all) => `${all.before}{${all.open}${all.members.join(`${all.comma},`)}${all.open}}${all.after}`);
  const spoilt = fc
    .tuple(record, fc.nat(), oneOf('cut', 'tail', 'comma', 'drop'))
    .map(([text, at, how]) => spoil(text, at, how));
  const other = oneOf('', ' ', '{}', '[]', 'null', '{"a":1}', '\ufeff{}', '{');
  const line = fc
    .record({
      text: mostly(8, record, mostly(3, spoilt, other)),
      end: mostly(8, fc.constant('\n'), oneOf('\r\n', '\r\r\n', ' \r\n')),
      torn: mostly(40, fc.constant(false), fc.constant(true)),
      at: fc.nat(),
    })
    .map(({ text, end, torn, at }) => {
      const bytes = Buffer.from(text + end);
      // A byte that no UTF-8 has.
      if (torn && bytes.length > 1) bytes[at % (bytes.length - 1)] = 0xff;
      return bytes;
    });
  return fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 60, size: 'large' }), fc.boolean())
    .map(([lines, lastEnd]) => Buffer.concat(lines).subarray(0, lastEnd ? undefined : -1))
    .filter((content) => content.length > 0);
}
