import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CheckIr,
  type CheckRule,
  type ContractIr,
  contract,
  type DatasetIr,
  type DimensionIr,
} from '@datahub/contract';
import { openStore } from '@datahub/lake';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AggregateDataset, aggregateDataset, publish } from '../../src/index.ts';
import { DAY, event, writeLines } from '../harness/events.ts';
import { dataset, keysOf, snapshotOf, tempFolder } from '../harness/lake.ts';
import { producer } from '../harness/producer.ts';

let folder: string;
let lake: string;
let input: string;
beforeEach(async () => {
  folder = await tempFolder();
  lake = join(folder, 'lake');
  input = await writeLines(folder, 'events.ndjson', [
    event({ event_time: `${DAY}T10:00:00Z`, session_duration_sec: 60 }),
    event({ event_time: `${DAY}T11:00:00Z`, event_type: 'purchase', revenue_usd: 9.5 }),
  ]);
});

function publishWith(aggregate: AggregateDataset, from: ContractIr = contract) {
  return publish(
    {
      source: 'product-events',
      datasets: [dataset.name],
      input,
      days: [DAY],
      force: true,
      contract: from,
      cwd: '/',
      tempDirectory: tmpdir(),
    },
    { store: openStore(lake), now: () => new Date(), newId: randomUUID, aggregate },
  );
}

const file = `daily_metrics/run_date=${DAY}/region=us-west/part-00000`;

describe('what a producer has written', () => {
  it.each([
    // a wrong type
    [
      '* REPLACE (CAST(event_count AS INTEGER) AS event_count)',
      { column: 'event_count', expected: 'BIGINT', found: 'INTEGER' },
    ],
    ['* REPLACE (CAST(row_count AS VARCHAR) AS row_count)', { column: 'row_count', found: 'VARCHAR' }],
    // DuckDB stores what has no Parquet type of its own as DOUBLE, without a word.
    ['* REPLACE (CAST(row_count AS HUGEINT) AS row_count)', { column: 'row_count', found: 'DOUBLE' }],
    [
      '* REPLACE (CAST(total_revenue AS DECIMAL(18, 2)) AS total_revenue)',
      { column: 'total_revenue', expected: 'DECIMAL(28,4)', found: 'DECIMAL(18,2)' },
    ],
    ['* REPLACE ([event_type] AS event_type)', { column: 'event_type', found: 'a nested column' }],
    // an extra null
    [
      `* REPLACE (CASE WHEN event_type = 'purchase' THEN NULL ELSE event_count END AS event_count)`,
      { column: 'event_count', expected: 'a value in every row', found: 'null (1 of 2 rows)' },
    ],
    // a missing column, required or not
    ['* EXCLUDE (row_count)', { column: 'row_count', expected: 'BIGINT', found: 'no such column' }],
    ['* EXCLUDE (total_revenue)', { column: 'total_revenue', found: 'no such column' }],
    // a renamed one
    [
      '* EXCLUDE (total_revenue), total_revenue AS revenue',
      {
        column: 'total_revenue',
        found: 'no such column; the file has revenue, which the contract does not know',
      },
    ],
    // one that nobody declared
    ['*, 1 AS surplus', { column: 'surplus', expected: 'no such column', found: 'INTEGER' }],
    // values
    [
      "* REPLACE (CAST('nan' AS DOUBLE) AS avg_session_duration)",
      { column: 'avg_session_duration', expected: 'a finite number', found: 'nan (2 of 2 rows)' },
    ],
    [
      '* REPLACE (-event_count AS event_count)',
      { column: 'event_count', expected: 'a count, 0 or more', found: '-1 (2 of 2 rows)' },
    ],
    [
      '* REPLACE (-1::BIGINT AS avg_session_duration__count)',
      { column: 'avg_session_duration__count', expected: 'a count, 0 or more' },
    ],
    [
      '* REPLACE (9007199254740992 AS event_count)',
      {
        column: 'event_count',
        expected: expect.stringContaining('2^53 - 1'),
        found: '9007199254740992 (2 of 2 rows)',
      },
    ],
    // two rows of one group
    [
      "* REPLACE ('page_view' AS event_type)",
      {
        column: 'run_date, region, event_type',
        expected: 'one row for each group',
        found: `2 rows of ${DAY}, us-west, page_view`,
      },
    ],
  ])('is refused before the commit: %s', async (select, details) => {
    await expect(publishWith(producer(select))).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      exitCode: 70,
      details: { file, ...details },
      message: expect.stringContaining(`${file}, column ${details.column}: `),
    });
    expect(await snapshotOf(lake)).toBeNull();
    expect(await keysOf(lake)).toEqual([]);
  });

  it.each([
    [
      'another number of rows than told',
      producer('*', (staged) => ({ ...staged, rows: 3 })),
      '3 rows were aggregated and 2',
    ],
    [
      'other events than were read',
      producer('* REPLACE (2::BIGINT AS row_count)'),
      '2 rows were aggregated and 4',
    ],
    ['no files at all', async () => [], '2 rows were aggregated and 0'],
  ])('is refused with %s', async (_, aggregate, message) => {
    await expect(publishWith(aggregate)).rejects.toMatchObject({
      code: 'ROWS_LOST',
      exitCode: 70,
      message: expect.stringContaining(message),
    });
    expect(await keysOf(lake)).toEqual([]);
  });

  it.each([
    ['another day', { run_date: '2023-10-28', region: 'us-west' }, 'run_date', '2023-10-28'],
    ['a partition that is null', { run_date: DAY, region: null }, 'region', 'null'],
  ])('is refused under %s', async (_, partitionValues, column, found) => {
    const aggregate = producer('*', (staged) => ({ ...staged, partitionValues }));
    await expect(publishWith(aggregate)).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      details: { column, found },
    });
    expect(await keysOf(lake)).toEqual([]);
  });

  it('may have its columns in any order', async () => {
    const columns = dataset.stored.map(({ name }) => name).reverse();
    await expect(publishWith(producer(columns.join(', ')))).resolves.toMatchObject({
      datasets: [{ dataset: 'daily_metrics', version: 0 }],
    });
  });
});

describe('a rule that the contract declares', () => {
  /** The contract with one more `@check` of a column. */
  const checking = (column: string, check: CheckIr): ContractIr => {
    const columns = dataset.columns.map((one) => (one.name === column ? { ...one, checks: [check] } : one));
    return { ...contract, datasets: [{ ...dataset, columns }] };
  };

  // The rows: page_view with a session of 60 s and no revenue, purchase with 9.5 and no session.
  it.each<[string, CheckRule, CheckRule, string, string]>([
    [
      'avg_session_duration',
      { kind: 'range', min: 60, max: 60 },
      { kind: 'range', min: 60.5, max: null },
      'at least 60.5',
      '60.0 (1 of 2 rows)',
    ],
    [
      'total_revenue',
      { kind: 'range', min: null, max: 9.5 },
      { kind: 'range', min: 0, max: 9.4999 },
      'at least 0 and at most 9.4999',
      '9.5000 (1 of 2 rows)',
    ],
    [
      'event_type',
      { kind: 'pattern', pattern: '[a-z_]+' },
      { kind: 'pattern', pattern: 'page|purchase' },
      'a text like page|purchase',
      'page_view (1 of 2 rows)',
    ],
    [
      'event_type',
      { kind: 'values', values: ['purchase', 'page_view'] },
      { kind: 'values', values: ['page_view', "it's"] },
      "one of page_view, it's",
      'purchase (1 of 2 rows)',
    ],
    [
      'total_revenue',
      { kind: 'range', min: 1, max: null },
      { kind: 'notNull' },
      'a value in every row',
      'null (1 of 2 rows)',
    ],
  ])('of %s passes for %j, and is refused for %j', async (column, kept, broken, expected, found) => {
    await expect(
      publishWith(aggregateDataset, checking(column, { ...broken, severity: 'ERROR' })),
    ).rejects.toMatchObject({ code: 'WRITTEN_UNFIT', details: { file, column, expected, found } });
    expect(await keysOf(lake)).toEqual([]);
    for (const check of [
      { ...broken, severity: 'WARN' },
      { ...kept, severity: 'ERROR' },
    ] as const) {
      const { datasets } = await publishWith(aggregateDataset, checking(column, check));
      expect(datasets.map(({ days_published }) => days_published)).toEqual([[DAY]]);
    }
  });
});

describe('a time of the event', () => {
  const hour: DimensionIr = {
    role: 'dimension',
    name: 'hour',
    of: 'event_time',
    grain: 'HOUR',
    type: { kind: 'timestamp' },
    nullable: true,
    unit: null,
    description: null,
    checks: [],
  };
  const hourly = (zone: string): ContractIr => {
    const withHour: DatasetIr = {
      ...dataset,
      zone,
      columns: [...dataset.columns, hour],
      stored: [...dataset.stored, hour],
    };
    return { ...contract, datasets: [withHour] };
  };

  it('passes where it lies within the business day', async () => {
    await expect(publishWith(aggregateDataset, hourly('UTC'))).resolves.toMatchObject({
      datasets: [{ version: 0 }],
    });
  });

  it.each([
    ['UTC', "TIMESTAMPTZ '2023-10-28 00:00:00+00'", '2023-10-28 00:00:00+00 (2 of 2 rows)'],
    // 18:00 UTC is 23:45 in Kathmandu on the same day, and 18:30 is a quarter past midnight.
    ['Asia/Kathmandu', "TIMESTAMPTZ '2023-10-27 18:30:00+00'", '2023-10-27 18:30:00+00 (2 of 2 rows)'],
  ])('is refused where it does not, in %s', async (zone, instant, found) => {
    const select = `* REPLACE (${instant} AS hour)`;
    await expect(publishWith(producer(select), hourly(zone))).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      details: { column: 'hour', expected: `an instant of the business day (${zone})`, found },
    });
  });
});
