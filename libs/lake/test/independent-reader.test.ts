import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type NewFile,
  openStore,
  openTable,
  partitionPath,
  planReplace,
  publisherInfo,
  type Snapshot,
  type Table,
  type TableSchema,
  verifyFile,
} from '../src/index.ts';
import { deltalake, type Seen } from './deltalake.ts';

const TABLE = 'odd_regions';
const COLUMNS = ['run_date', 'region'];
const SCHEMA: TableSchema = {
  type: 'struct',
  fields: [
    { name: 'run_date', type: 'string', nullable: true, metadata: {} },
    { name: 'region', type: 'string', nullable: true, metadata: {} },
    { name: 'event_type', type: 'string', nullable: true, metadata: {} },
    { name: 'event_count', type: 'long', nullable: true, metadata: {} },
  ],
};

const REGIONS = [
  'EIRE/ie',
  'a%b=c',
  'São Paulo',
  'Sa\u0303o Paulo',
  '0012',
  '12.50',
  '🛰️',
  'two words',
  ' leading and trailing ',
  '__HIVE_DEFAULT_PARTITION__',
  null,
  'null',
  "it's",
  '!$&()+,-.;<=>@_`|}~',
  '"q" #1: *?{[]^',
  'back\\slash',
  '%2F',
  '..',
  '日本',
];

interface Row {
  readonly run_date: string;
  readonly region: string | null;
  readonly event_type: string;
  readonly event_count: number;
}

const rowsOf = (day: string, factor = 1): Row[] =>
  REGIONS.flatMap((region, index) => [
    { run_date: day, region, event_type: 'click', event_count: factor * (index + 1) },
    { run_date: day, region, event_type: 'view', event_count: factor * 1_000 * (index + 1) },
  ]);

const sorted = (rows: readonly object[]): string[] =>
  (rows as readonly Row[])
    .map((row) => JSON.stringify([row.run_date, row.region, row.event_type, row.event_count]))
    .sort();

const pairsOf = (pairs: readonly (readonly unknown[])[]): string[] =>
  pairs.map((pair) => JSON.stringify(pair)).sort();

let scratch: string;
let table: Table;
const pathOf = (path: string): string => join(scratch, TABLE, path);

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'lake-delta-'));
  table = openTable(openStore(scratch), TABLE);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Publishes whole days: Parquet from pyarrow, the log from here. */
async function publish(rows: readonly Row[], base: Snapshot | null): Promise<Snapshot> {
  const commitId = randomUUID();
  const days = [...new Set(rows.map((row) => row.run_date))];
  const wanted = days.flatMap((run_date) =>
    REGIONS.map((region, index) => ({
      partitionValues: { run_date, region },
      path: `${partitionPath(COLUMNS, { run_date, region })}/part-${index}-${commitId}.parquet`,
      rows: rows
        .filter((row) => row.run_date === run_date && row.region === region)
        .map(({ event_type, event_count }) => ({ event_type, event_count })),
    })),
  );
  await deltalake('write-parquet', { files: wanted.map((file) => ({ ...file, path: pathOf(file.path) })) });
  const adds = await Promise.all(
    wanted.map(async ({ path, partitionValues, rows: { length } }): Promise<NewFile> => {
      const bytes = await readFile(pathOf(path));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return {
        path,
        partitionValues,
        size: bytes.length,
        modificationTime: 1_698_400_000_000,
        rows: length,
        sha256,
      };
    }),
  );
  const plan = planReplace(TABLE, base, {
    replace: { run_date: days },
    adds,
    schema: SCHEMA,
    partitionBy: COLUMNS,
    commitId,
    timestamp: 1_698_400_000_000,
    engineInfo: 'test/1',
    info: { run_id: commitId, days },
    name: TABLE,
  });
  return (await table.commit(plan)).snapshot;
}

describe('deltalake reads what this library writes', () => {
  const [first, second] = ['2023-10-27', '2023-10-28'];
  let latest: Snapshot;
  let seen: Seen;

  beforeAll(async () => {
    const begun = await publish([...rowsOf(first), ...rowsOf(second)], null);
    latest = await publish(rowsOf(second, 7), begun);
    seen = await deltalake<Seen>('read', { table: pathOf('') });
  });

  it('has the same rows, in regions with any name', () => {
    expect(seen.version).toBe(1);
    expect(sorted(seen.rows)).toEqual(sorted([...rowsOf(first), ...rowsOf(second, 7)]));
  });

  it('has the same partition values, null apart from the name of its folder', () => {
    const expected = [first, second].flatMap((day) => REGIONS.map((region) => [day, region]));
    expect(pairsOf(seen.partitions)).toEqual(pairsOf(expected));
  });

  it('has the same schema, partitioning and configuration', () => {
    expect(seen.columns).toEqual([
      ['run_date', 'string', true],
      ['region', 'string', true],
      ['event_type', 'string', true],
      ['event_count', 'long', true],
    ]);
    expect(seen.metadata).toEqual({
      name: TABLE,
      partition_columns: COLUMNS,
      configuration: { 'delta.logRetentionDuration': 'interval 36500 days' },
    });
  });

  it('has the same history', () => {
    expect(seen.history.map(({ version, operation }) => [version, operation])).toEqual([
      [1, 'WRITE'],
      [0, 'WRITE'],
    ]);
    expect(seen.history[0]?.datahub).toEqual(publisherInfo(latest.commitInfo));
  });

  it('reads the version before', async () => {
    const before = await deltalake<Seen>('read', { table: pathOf(''), version: 0 });
    expect(sorted(before.rows)).toEqual(sorted([...rowsOf(first), ...rowsOf(second)]));
  });
});

describe('this library reads what deltalake writes', () => {
  const [first, third] = ['2023-10-27', '2023-10-29'];
  const written = rowsOf(third, 3);
  let before: Snapshot;
  let after: Snapshot;

  beforeAll(async () => {
    before = (await table.snapshot()) as Snapshot;
    const info = { run_id: 'spark-1', files: [] };
    await deltalake('overwrite', {
      table: pathOf(''),
      rows: written,
      predicate: `run_date = '${third}'`,
      info,
    });
    const replaced = [{ run_date: first, region: 'EIRE/ie', event_type: 'click', event_count: 99 }];
    await deltalake('overwrite', {
      table: pathOf(''),
      rows: replaced,
      predicate: `run_date = '${first}'`,
      info,
    });
    after = (await table.refresh(before)) as Snapshot;
  });

  it('sees each commit, and what the publisher said', () => {
    expect(after.version).toBe(3);
    expect(publisherInfo(after.commitInfo)).toEqual({ run_id: 'spark-1', files: [] });
  });

  it('has the partition values as they were given', () => {
    const ofThird = after.files.filter((file) => file.partitionValues.run_date === third);
    const regions = [...new Set(written.map((row) => row.region))];
    expect(pairsOf(ofThird.map((file) => [file.partitionValues.region]))).toEqual(
      pairsOf(regions.map((r) => [r])),
    );
  });

  it('finds every file where it lies', async () => {
    for (const file of after.files) {
      expect([file.path, await verifyFile(table.store, TABLE, file)]).toEqual([file.path, { status: 'ok' }]);
    }
  });

  it('counts away every file that deltalake removed, and so does deltalake', async () => {
    const ofFirst = after.files.filter((file) => file.partitionValues.run_date === first);
    expect(ofFirst.map((file) => file.partitionValues.region)).toEqual(['EIRE/ie']);
    expect(before.files.filter((file) => file.partitionValues.run_date === first)).toHaveLength(
      REGIONS.length,
    );
  });

  it('replaces a day that deltalake wrote, and deltalake agrees', async () => {
    await publish(rowsOf(third, 5), after);
    const seen = await deltalake<Seen>('read', { table: pathOf('') });
    expect(sorted(seen.rows.filter((row) => row.run_date === third))).toEqual(sorted(rowsOf(third, 5)));
    expect(seen.files).toBe((await table.snapshot())?.files.length);
  });
});

describe('this library and deltalake commit at the same time', () => {
  it('and every commit that either was told of is there, in both their eyes', async () => {
    const pythonDays = Array.from({ length: 12 }, (_, index) => `2024-01-${String(index + 10)}`);
    const begun = (await table.snapshot()) as Snapshot;
    let over = false;
    const python = deltalake<{ acknowledged: string[] }>('race', {
      table: pathOf(''),
      days: pythonDays,
    }).finally(() => {
      over = true;
    });
    // Empties days that nobody has: a commit that can collide, and needs no file.
    const nodeIds: string[] = [];
    while (!over) {
      const commitId = randomUUID();
      const request = {
        replace: { run_date: [`1999-${nodeIds.length}`] },
        adds: [],
        schema: SCHEMA,
        partitionBy: COLUMNS,
        commitId,
        timestamp: 1_698_400_000_000,
        engineInfo: 'test/1',
      };
      await table.commit(planReplace(TABLE, await table.snapshot(), request));
      nodeIds.push(commitId);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { acknowledged } = await python;

    const landed: unknown[] = [];
    for await (const { commitInfo } of table.history()) landed.push(commitInfo?.txnId);
    expect(nodeIds.filter((id) => !landed.includes(id))).toEqual([]);
    expect(nodeIds.length).toBeGreaterThan(5);
    expect(acknowledged).toEqual(pythonDays);

    const after = (await table.refresh(begun)) as Snapshot;
    const seen = await deltalake<Seen>('read', { table: pathOf('') });
    expect(after.version).toBe(begun.version + nodeIds.length + pythonDays.length);
    expect(seen.version).toBe(after.version);
    const days = new Set(after.files.map((file) => file.partitionValues.run_date));
    expect(pythonDays.filter((day) => !days.has(day))).toEqual([]);
    expect(seen.files).toBe(after.files.length);
  });
});
