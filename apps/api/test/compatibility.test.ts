import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { contract } from '@datahub/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';
import { commitByHand, writeByHand } from './write-by-hand.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

let lake: TestLake;
let api: TestApi;

beforeEach(async () => {
  lake = await createLake();
  await lake.publish([good('2024-05-01', 1n)]);
  api = await startApi(lake.url, { pollMs: 50 });
});

afterEach(async () => {
  await api.close();
  await lake.remove();
});

function good(run_date: string, event_count: bigint) {
  return row({ run_date, region: 'eu', event_type: 'login', event_count });
}

const STATUS = `{ hub { datasets {
  state message version
  compatibility { ...Verdict }
  newest { ...Verdict }
} } }
fragment Verdict on VersionVerdict {
  version compatibility reasons { column expected found adaptation file files }
}`;

async function status() {
  return (await api.ask(STATUS)).data.hub.datasets[0];
}

async function stateBecomes(state: string, version: number) {
  await api.waitFor(async () => {
    const now = await status();
    return now.state === state && (now.newest?.version ?? null) === version;
  });
  return status();
}

const COUNTS = '{ dailyMetrics { version rows { run_date event_count } } }';
const LAST_GOOD = { version: 0, rows: [{ run_date: '2024-05-01', event_count: 1 }] };
const SERVED = { version: 0, compatibility: 'COMPATIBLE', reasons: [] };

/** Version 1 is not served and said why, version 0 is; version 2 is good. */
async function expectRefusal(reason: Readonly<Record<string, unknown>>, where: RegExp): Promise<void> {
  const { message, ...rest } = await stateBecomes('DEGRADED', 1);
  const newest = { version: 1, compatibility: 'INCOMPATIBLE', reasons: [expect.objectContaining(reason)] };
  expect(rest).toEqual({ state: 'DEGRADED', version: 0, compatibility: SERVED, newest });
  expect(message).toMatch(where);
  expect(message).toContain(`the column ${reason.column} is ${reason.found}, and must be ${reason.expected}`);
  expect((await api.ask(COUNTS)).data.dailyMetrics).toEqual(LAST_GOOD);

  const health = await api.app.inject('/health');
  expect(health.statusCode).toBe(200);
  expect(health.json()).toEqual({
    status: 'degraded',
    degraded: [{ name: 'daily_metrics', message, version: 0, newest: rest.newest }],
  });
  const ready = await api.app.inject('/ready');
  expect(ready.statusCode).toBe(200);
  expect(ready.json().datasets[0]).toMatchObject({
    state: 'DEGRADED',
    version: 0,
    compatibility: 'COMPATIBLE',
    newest: { version: 1, compatibility: 'INCOMPATIBLE' },
  });
}

async function expectHealed(version: number): Promise<void> {
  const { state, message, ...verdicts } = await stateBecomes('READY', version);
  expect([state, message, verdicts.version]).toEqual(['READY', null, version]);
  expect(verdicts.newest).toEqual(verdicts.compatibility);
  expect((await api.app.inject('/health')).json()).toEqual({ status: 'ok', degraded: [] });
}

describe('what was written by hand', () => {
  it.each([
    [
      'a wrong type',
      { select: '* REPLACE (CAST(event_count AS VARCHAR) AS event_count)' },
      { column: 'event_count', expected: 'bigint', found: 'string' },
    ],
    [
      'a type that is too wide',
      { select: '* REPLACE (CAST(total_revenue AS DECIMAL(38, 6)) AS total_revenue)' },
      { column: 'total_revenue', expected: 'decimal(28,4)', found: 'decimal(38,6)' },
    ],
    [
      'a null in a required column',
      { select: '* REPLACE (CAST(NULL AS BIGINT) AS row_count)' },
      { column: 'row_count', expected: 'bigint, never null', found: 'null' },
    ],
    [
      'a required column missing',
      { select: '* EXCLUDE (row_count)' },
      { column: 'row_count', expected: 'bigint', found: 'missing' },
    ],
    [
      'a required column renamed',
      { select: '* EXCLUDE (row_count), row_count AS lines' },
      {
        column: 'row_count',
        expected: 'bigint',
        found: 'missing (there is lines, unknown to the contract: was it renamed?)',
      },
    ],
    [
      'a column renamed that may be null',
      { select: '* EXCLUDE (total_revenue), total_revenue AS revenue' },
      {
        column: 'total_revenue',
        expected: 'decimal(28,4)',
        found: 'missing (there is revenue, unknown to the contract: was it renamed?)',
      },
    ],
    [
      'NaN',
      { select: "* REPLACE (CAST('nan' AS DOUBLE) AS avg_session_duration)" },
      { column: 'avg_session_duration', expected: 'double, finite', found: 'NaN or infinite' },
    ],
    [
      'a partition that is null',
      { select: '*', partitionValues: { run_date: '2024-05-09', region: null } },
      { column: 'region', expected: 'string, never null', found: 'null' },
    ],
  ])('with %s is not served, and the last good version is', async (_, file, reason) => {
    const path = await writeByHand(lake.folder, file);
    const misfit = { ...reason, adaptation: null, file: path, files: 1 };
    await expectRefusal(misfit, new RegExp(`^daily_metrics: the file ${path} of version 1 `));
    // A good version heals it once the bad file is gone from the table.
    await commitByHand(lake.folder, [{ remove: { path, dataChange: true, deletionTimestamp: Date.now() } }]);
    await expectHealed(2);
    expect((await api.ask(COUNTS)).data.dailyMetrics.rows).toEqual(LAST_GOOD.rows);
  });

  it('is not read again at every look once it was refused', async () => {
    const path = await writeByHand(lake.folder, { select: '* EXCLUDE (row_count)' });
    const { message } = await stateBecomes('DEGRADED', 1);
    await rm(join(lake.folder, 'daily_metrics', path));
    await new Promise((resolve) => setTimeout(resolve, 300)); // six looks
    expect((await status()).message).toBe(message);
  });

  it('with columns of an earlier contract is served, where its publisher says so', async () => {
    const renamed = { select: '* EXCLUDE (total_revenue), total_revenue AS revenue' };
    const storage_hash = contract.datasets.find(({ name }) => name === 'daily_metrics')?.storageHash;
    await writeByHand(lake.folder, { ...renamed, info: { contract: { storage_hash } } });
    expect((await stateBecomes('DEGRADED', 1)).version).toBe(0);
    await commitByHand(lake.folder, [{ commitInfo: {} }]);
    expect((await stateBecomes('DEGRADED', 2)).version).toBe(0);
    await api.close();
    await lake.remove();
    lake = await createLake();
    await lake.publish([good('2024-05-01', 1n)]);
    await writeByHand(lake.folder, { ...renamed, info: { contract: { storage_hash: 'of-another' } } });
    api = await startApi(lake.url, { pollMs: 50 });
    expect(await status()).toMatchObject({
      state: 'READY',
      version: 1,
      newest: { compatibility: 'ADAPTABLE' },
    });
  });

  it('is ADAPTABLE where it is older and narrower, and says how it is read', async () => {
    const path = await writeByHand(lake.folder, {
      select: '* EXCLUDE (total_revenue) REPLACE (CAST(event_count AS INTEGER) AS event_count)',
    });
    await writeByHand(lake.folder, {
      select: '* EXCLUDE (total_revenue)',
      partitionValues: { run_date: '2024-05-10', region: 'eu' },
    });
    const { state, version, newest, compatibility } = await stateBecomes('READY', 2);
    expect([state, version]).toEqual(['READY', 2]);
    expect(compatibility).toEqual(newest);
    expect(newest).toEqual({
      version: 2,
      compatibility: 'ADAPTABLE',
      reasons: [
        {
          column: 'event_count',
          expected: 'bigint',
          found: 'int',
          adaptation: 'reads as bigint',
          file: path,
          files: 1,
        },
        {
          column: 'total_revenue',
          expected: 'decimal(28,4)',
          found: 'missing',
          adaptation: 'reads as null',
          file: path,
          files: 2,
        },
      ],
    });
    const { data } = await api.ask('{ dailyMetrics { rows { run_date event_count total_revenue } } }');
    expect(data.dailyMetrics.rows.slice(1)).toEqual([
      { run_date: '2024-05-09', event_count: 2, total_revenue: null },
      { run_date: '2024-05-10', event_count: 2, total_revenue: null },
    ]);
  });
});

describe('the schema in the log', () => {
  async function metaData() {
    const first = join(lake.folder, 'daily_metrics/_delta_log/00000000000000000000.json');
    const actions = (await readFile(first, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return actions.find((action) => action.metaData).metaData;
  }

  it.each([
    [
      'has another type',
      (schema: string) =>
        schema.replace('"name":"event_count","type":"long"', '"name":"event_count","type":"string"'),
      { column: 'event_count', expected: 'bigint', found: 'string' },
    ],
    [
      'lacks a required column',
      (schema: string) => schema.replace('"name":"row_count"', '"name":"rows"'),
      {
        column: 'row_count',
        expected: 'bigint',
        found: 'missing (there is rows, unknown to the contract: was it renamed?)',
      },
    ],
    ['is none', () => '{}', { column: 'all', expected: 'a StructType as JSON', found: 'no schema' }],
  ])('that %s keeps a version from being served before any file is read', async (_, change, reason) => {
    const before = await metaData();
    const schemaString = change(before.schemaString);
    expect(schemaString).not.toBe(before.schemaString);
    await commitByHand(lake.folder, [{ metaData: { ...before, schemaString } }]);
    const misfit = { ...reason, adaptation: null, file: null, files: 0 };
    await expectRefusal(misfit, /^daily_metrics: the schema in the log of version 1 /);
    await commitByHand(lake.folder, [{ metaData: before }]);
    await expectHealed(2);
  });

  it('that is partitioned otherwise does too', async () => {
    await commitByHand(lake.folder, [
      { metaData: { ...(await metaData()), partitionColumns: ['run_date'] } },
    ]);
    await expectRefusal(
      {
        column: 'run_date, region',
        expected: 'partitioned by run_date, region',
        found: 'partitioned by run_date',
      },
      /^daily_metrics: the schema in the log of version 1 /,
    );
  });
});

const PYTHON = fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));

/** A pandas user who appends a day, or writes the table over; `change` is one line of Python over `frame`. */
async function writeWithDeltalake(change: string, options: string): Promise<void> {
  if (!existsSync(PYTHON)) {
    throw new Error(`There is no Python environment at ${PYTHON}: run "npm test", or "npm run doctor".`);
  }
  const script = `
import os, sys
from decimal import Decimal
import pyarrow as pa
from deltalake import write_deltalake
frame = pa.table({
    "run_date": ["2024-05-02"], "region": ["eu"], "event_type": ["login"],
    "event_count": pa.array([2], pa.int64()), "row_count": pa.array([2], pa.int64()),
    "avg_session_duration": pa.array([1.5], pa.float64()),
    "avg_session_duration__sum": pa.array([3], pa.int64()),
    "avg_session_duration__count": pa.array([2], pa.int64()),
    "total_revenue": pa.array([Decimal("1.0000")], pa.decimal128(28, 4)),
})
${change}
write_deltalake(sys.argv[1], frame, partition_by=["run_date", "region"], ${options})
sys.stdout.flush()
os._exit(0)  # threads of pyarrow and of deltalake do not always end with the interpreter, which then aborts
`;
  await promisify(execFile)(PYTHON, ['-c', script, join(lake.folder, 'daily_metrics')]);
}

const APPEND = 'mode="append"';
const MERGE = 'mode="append", schema_mode="merge"';
const OVERWRITE = 'mode="overwrite", schema_mode="overwrite"';
const set = (name: string, value: string) =>
  `frame = frame.set_column(frame.column_names.index("${name}"), "${name}", ${value})`;
const rename = (name: string, to: string) =>
  `frame = frame.rename_columns(["${to}" if name == "${name}" else name for name in frame.column_names])`;

describe('what deltalake has written', () => {
  it.each([
    [
      'a wrong type',
      set('event_count', 'pa.array(["2"])'),
      OVERWRITE,
      { column: 'event_count', expected: 'bigint', found: 'string' },
      /the schema in the log of version 1 /,
    ],
    [
      'a null in a required column',
      set('event_count', 'pa.array([None], pa.int64())'),
      APPEND,
      { column: 'event_count', expected: 'bigint, never null', found: 'null' },
      /the file run_date=2024-05-02\/region=eu\/.*parquet of version 1 /,
    ],
    [
      'a required column missing',
      'frame = frame.drop_columns(["row_count"])',
      OVERWRITE,
      { column: 'row_count', expected: 'bigint', found: 'missing' },
      /the schema in the log of version 1 /,
    ],
    [
      'a column renamed that may be null',
      rename('total_revenue', 'revenue'),
      OVERWRITE,
      {
        column: 'total_revenue',
        expected: 'decimal(28,4)',
        found: 'missing (there is revenue, unknown to the contract: was it renamed?)',
      },
      /the file run_date=2024-05-02\/region=eu\/.*parquet of version 1 /,
    ],
    [
      'a required column renamed, beside the old ones',
      rename('row_count', 'lines'),
      MERGE,
      { column: 'row_count' },
      /the file run_date=2024-05-02\/region=eu\/.*parquet of version 1 /,
    ],
  ])('with %s is not served, and the last good version is', async (_, change, options, reason, where) => {
    await writeWithDeltalake(change, options);
    const { message, version, newest } = await stateBecomes('DEGRADED', 1);
    expect(version).toBe(0);
    expect(message).toMatch(where);
    expect(newest.compatibility).toBe('INCOMPATIBLE');
    expect(newest.reasons).toContainEqual(expect.objectContaining(reason));
    expect((await api.ask(COUNTS)).data.dailyMetrics).toEqual(LAST_GOOD);
    expect((await api.app.inject('/health')).json()).toMatchObject({
      status: 'degraded',
      degraded: [{ message }],
    });
    await writeWithDeltalake('', OVERWRITE);
    await expectHealed(2);
    expect((await api.ask(COUNTS)).data.dailyMetrics).toEqual({
      version: 2,
      rows: [{ run_date: '2024-05-02', event_count: 2 }],
    });
  });
});
