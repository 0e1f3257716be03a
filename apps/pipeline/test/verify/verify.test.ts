import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, event, writeLines } from '../harness/events.ts';
import { keysOf, publishTo, tempFolder } from '../harness/lake.ts';
import { runCli } from '../harness/run-cli.ts';

let lake: string;
beforeEach(async () => {
  const folder = await tempFolder();
  lake = join(folder, 'lake');
  const lines = [event(), event({ region: 'EIRE/ie' }), event({ region: '[odd]*' }), '{', 'x'];
  const input = await writeLines(folder, 'a.ndjson', lines);
  await publishTo(lake, { input, days: [DAY] });
});

const verify = async () => {
  const { code, stdout, stderr } = await runCli(['verify', '--lake', lake, '--json']);
  if (stdout === '') throw new Error(`verify ended with ${code} and said nothing but: ${stderr}`);
  return { code, stderr, answer: JSON.parse(stdout) };
};

async function keyLike(pattern: RegExp): Promise<string> {
  return (await keysOf(lake)).find((key) => pattern.test(key))!;
}

/** Changes the JSON of the only commit, as a publisher with a fault would have written it. */
async function editCommit(edit: (line: string) => string): Promise<void> {
  const path = join(lake, 'daily_metrics/_delta_log/00000000000000000000.json');
  await writeFile(path, (await readFile(path, 'utf8')).split('\n').map(edit).join('\n'));
}

describe('verify', () => {
  it('finds nothing wrong in a lake that was published', async () => {
    const { code, answer } = await verify();
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      problems: [],
      datasets: [
        { dataset: 'daily_metrics', version: 0, days: 1, files: 3, rows: 3, days_without_record: [] },
      ],
    });
  });

  it.each<[what: string, pattern: RegExp, harm: (path: string) => Promise<void>, says: RegExp]>([
    ['a missing data file', /us-west.*parquet$/, (path) => rm(path), /is missing/],
    [
      'a torn data file',
      /us-west.*parquet$/,
      async (path) => writeFile(path, (await readFile(path)).subarray(0, 100)),
      /has 100 bytes/,
    ],
    ['a swapped byte', /EIRE.*parquet$/, swapByte, /SHA-256/],
    ['a missing manifest', /_manifest\.json$/, (path) => rm(path), /is missing/],
    ['an edited manifest', /_manifest\.json$/, (path) => appendFile(path, ' '), /differs/],
    ['a missing quarantine file', /_quarantine/, (path) => rm(path), /is missing/],
    ['a quarantine file that lost a record', /_quarantine/, dropLine, /has 1 records, and the log says 2/],
    [
      'a quarantine file that is torn',
      /_quarantine/,
      async (path) => writeFile(path, (await readFile(path)).subarray(0, 30)),
      /cannot be read/,
    ],
  ])('names %s', async (_, pattern, harm, says) => {
    const key = await keyLike(pattern);
    await harm(join(lake, key));
    const { code, stderr, answer } = await verify();
    expect(code).toBe(65);
    expect(stderr).toContain('LAKE_DAMAGED');
    expect(answer.error.details.problems).toEqual([
      { dataset: 'daily_metrics', file: key, problem: expect.stringMatching(says) },
    ]);
  });

  it('names a commit whose counts do not add up', async () => {
    await editCommit((line) => line.replace('"rows_read":5', '"rows_read":6'));
    const { code, answer } = await verify();
    expect(code).toBe(65);
    expect(answer.error.details.problems).toContainEqual({
      dataset: 'daily_metrics',
      file: 'daily_metrics/_delta_log/00000000000000000000.json',
      problem: expect.stringContaining('6 records, and accounts for 5'),
    });
  });

  it('names a commit that counts other events than its rows', async () => {
    await editCommit((line) =>
      line.replace('"rows_read":5,"rows_aggregated":3', '"rows_read":6,"rows_aggregated":4'),
    );
    const { answer } = await verify();
    expect(answer.error.details.problems).toContainEqual(
      expect.objectContaining({ problem: expect.stringContaining('4 events, and its rows count 3') }),
    );
  });

  it('names a file with other rows than the log says', async () => {
    await editCommit((line) =>
      line.includes('us-west') ? line.replace('numRecords\\":1', 'numRecords\\":2') : line,
    );
    const { answer } = await verify();
    expect(answer.error.details.problems).toContainEqual(
      expect.objectContaining({
        file: expect.stringContaining('us-west'),
        problem: expect.stringContaining('has 1 rows'),
      }),
    );
  });

  it('names a commit that is no JSON', async () => {
    await editCommit((line) => line.slice(0, 50));
    const { code, answer } = await verify();
    expect(code).toBe(65);
    expect(answer.error.details.problems[0].file).toContain('00000000000000000000.json');
  });

  it('names refused records that no commit names, and calls the lake whole', async () => {
    const orphan = `_quarantine/product-events/run_date=${DAY}/0b0e7c0e-0000-4000-8000-000000000000.ndjson.gz`;
    await writeFile(join(lake, orphan), gzipSync('{}\n'));
    const { code, stderr, answer } = await verify();
    expect(code).toBe(0);
    expect(answer).toMatchObject({ problems: [], orphans: [orphan] });
    expect(stderr).toMatch(`${orphan}: no commit names it`);
  });

  it('knows the refused records of runs whose days were published again since', async () => {
    const input = await writeLines(join(lake, '..'), 'b.ndjson', [event(), '{']);
    await publishTo(lake, { input, days: [DAY] });
    expect((await keysOf(lake, '_quarantine/')).length).toBe(2);
    expect((await verify()).answer).toMatchObject({ datasets: [{ version: 1 }], orphans: [] });
  });

  it('blames no file where the engine has too little memory to read it', async () => {
    const { code, stderr } = await runCli(['verify', '--lake', lake], { env: { HUB_MEMORY: '1MB' } });
    expect(code).toBe(71);
    expect(stderr).toMatch(/^ENGINE_MEMORY: .*HUB_MEMORY/);
    expect(stderr).not.toContain('cannot be read');
  });

  it('does not call an empty place whole', async () => {
    const { code, stderr } = await runCli(['verify', '--lake', join(lake, 'elsewhere')]);
    expect(code).toBe(66);
    expect(stderr).toContain('LAKE_EMPTY');
  });
});

async function swapByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[20] = (bytes[20] as number) ^ 1;
  await writeFile(path, bytes);
}

async function dropLine(path: string): Promise<void> {
  const lines = gunzipSync(await readFile(path))
    .toString()
    .split('\n');
  await writeFile(path, gzipSync(lines.slice(1).join('\n')));
}
