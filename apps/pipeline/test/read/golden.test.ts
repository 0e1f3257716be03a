import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { contract } from '@datahub/contract';
import { describe, expect, it } from 'vitest';
import { inOrder, readContent, source } from './read-input.ts';

/** A case is a folder: adding one adds no code. What is expected is written by hand. */
interface Expected {
  readonly about: string;
  readonly day: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly events: readonly Readonly<Record<string, string | number | null>>[];
  readonly quarantine: readonly {
    readonly line: number;
    readonly byte_offset: number;
    readonly rule: string;
    readonly detail: string | null;
    readonly raw?: string;
    /** Where the bytes are no text. */
    readonly raw_hex?: string;
  }[];
}

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.resolve('@datahub/contract/package.json')));
const cases = contract.sources.flatMap(({ name }) => {
  const folders = readdirSync(fixtures, { withFileTypes: true }).some((entry) => entry.name === name)
    ? readdirSync(`${fixtures}/${name}`)
    : [];
  return folders.map((folder) => ({ name, folder, path: `${fixtures}/${name}/${folder}` }));
});

it('has cases for every source', () => {
  expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(contract.sources.map(({ name }) => name)));
});

describe.each(cases)('$name/$folder', ({ name, path }) => {
  const input = readdirSync(path).find((file) => file.startsWith('input.')) as string;
  const content = readFileSync(`${path}/${input}`);
  const expected = JSON.parse(readFileSync(`${path}/expected.json`, 'utf8')) as Expected;

  it.each([
    ['plain', content],
    ['gzip', gzipSync(content)],
  ])(`${expected.about} (%s)`, async (_, bytes) => {
    const read = await readContent(source(name), expected.day, bytes);

    const quarantine = read.quarantine.map(({ raw, line, byte_offset, rule, detail }, index) => ({
      line,
      byte_offset,
      rule,
      detail,
      ...(expected.quarantine[index]?.raw_hex === undefined
        ? { raw: raw.toString() }
        : { raw_hex: raw.toString('hex') }),
    }));
    expect(quarantine).toEqual(expected.quarantine);
    const events = expected.events.map((event) => ({ ...event, run_date: expected.day }));
    expect(inOrder(read.events.map(sorted))).toEqual(inOrder(events.map(textual).map(sorted)));
    expect(read.days).toEqual([{ day: expected.day, files: ['input'], ...expected.counts }]);
  });
});

function textual(row: Readonly<Record<string, string | number | null>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null ? null : String(value)]),
  );
}

function sorted(row: Readonly<Record<string, string | null>>) {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
