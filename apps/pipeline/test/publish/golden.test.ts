import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { contract } from '@datahub/contract';
import { openStore } from '@datahub/lake';
import { describe, expect, it } from 'vitest';
import { publishTo, type Row, rowsOf, sortRows, tempFolder } from '../harness/lake.ts';

/** Cases shared by every engine, a folder for each dataset; their expected rows were worked out by hand. */
const FIXTURES = fileURLToPath(
  new URL('..', import.meta.resolve('@datahub/contract/fixtures/daily-metrics/expected.json')),
);
const cases = contract.datasets.flatMap(({ name }) => {
  const root = join(FIXTURES, name.replaceAll('_', '-'));
  return readdirSync(root).map((folder) => ({ dataset: name, folder: join(root, folder), name: folder }));
});

interface Expected {
  readonly source: string;
  readonly run_date: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly quarantine: readonly { line: number; rule: string }[];
  readonly rows: readonly Row[];
}

describe('what a day of records becomes', () => {
  it.each(cases)('$dataset: $name', async ({ dataset, folder }) => {
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
    const input = readdirSync(folder).find((file) => file !== 'expected.json')!;
    const lake = await tempFolder();

    const { source, run_date: day } = expected;
    const result = await publishTo(lake, { source, input: join(folder, input), days: [day], datasets: [] });

    expect(result.counts).toEqual(expected.counts);
    const rows = expected.rows.map((row) => ({ run_date: day, ...row }));
    expect(await rowsOf(lake, dataset)).toEqual(sortRows(rows));

    const lines = readFileSync(join(folder, input), 'utf8').split('\n');
    const refused = await readQuarantine(lake, result.quarantine);
    expect(refused.map(({ line, rule }) => ({ line, rule }))).toEqual(expected.quarantine);
    for (const { raw, line, byte_offset, file } of refused) {
      expect(raw.split('\n')[0]?.trimEnd()).toBe(lines[line - 1]?.trimEnd());
      expect(byte_offset).toBe(
        Buffer.byteLength(
          lines
            .slice(0, line - 1)
            .map((text) => `${text}\n`)
            .join(''),
        ),
      );
      expect(file).toBe(join(folder, input));
    }
  });
});

async function readQuarantine(lake: string, keys: readonly string[]) {
  const records: { line: number; rule: string; raw: string; byte_offset: number; file: string }[] = [];
  for (const key of keys) {
    const bytes = await openStore(lake).get(key);
    const text = gunzipSync(bytes!).toString();
    for (const line of text.trimEnd().split('\n')) records.push(JSON.parse(line));
  }
  return records;
}
