import { join } from 'node:path';
import { type ContractIr, contract, type DatasetIr } from '@datahub/contract';
import { expect, it } from 'vitest';
import { DAY, event, writeLines } from '../harness/events.ts';
import { keysOf, publishTo, rowsOf, tempFolder } from '../harness/lake.ts';

const column = { nullable: true, unit: null, description: null, checks: [] };
const RIGHT =
  'SELECT run_date, region, MAX(session_duration_sec) AS longest FROM events GROUP BY run_date, region -- a remark';

/** `longest`, the longest session of each region and day, made by SQL. */
function withSql(sql: string): ContractIr {
  const [any] = contract.datasets;
  const longest: DatasetIr = {
    ...(any as DatasetIr),
    name: 'longest',
    partitionBy: ['run_date'],
    sql,
    sqlFile: 'datasets/longest.sql',
    columns: [
      {
        ...column,
        role: 'dimension',
        name: 'region',
        of: 'region',
        grain: null,
        type: { kind: 'string' },
        nullable: false,
      },
      {
        ...column,
        role: 'measure',
        name: 'longest',
        agg: 'MAX',
        of: null,
        where: null,
        parts: null,
        type: { kind: 'int' },
      },
    ],
    stored: [
      { name: 'region', type: { kind: 'string' }, nullable: false },
      { name: 'longest', type: { kind: 'int' }, nullable: true },
    ],
  };
  return { ...contract, datasets: [longest] };
}

async function publishWith(sql: string) {
  const folder = await tempFolder();
  const lake = join(folder, 'lake');
  const input = await writeLines(folder, 'a.ndjson', [
    event({ session_duration_sec: 7 }),
    event({ session_duration_sec: 9 }),
    event({ region: 'eu' }),
  ]);
  const publishing = publishTo(lake, { input, days: [DAY], contract: withSql(sql), datasets: ['longest'] });
  return { publishing, lake };
}

it('publishes what the SQL of a dataset gives, in the types of the contract', async () => {
  const { publishing, lake } = await publishWith(RIGHT);
  await publishing;
  expect(await rowsOf(lake, 'longest')).toEqual([
    { run_date: DAY, region: 'eu', longest: null },
    { run_date: DAY, region: 'us-west', longest: 9 },
  ]);
});

it.each([
  ['is no SQL', 'SELEC 1', /Parser Error/],
  ['leaves a column out', RIGHT.replace('AS longest', 'AS longst'), /longest/],
  ['reads a column that events have not', RIGHT.replace('session_duration_sec', 'duration'), /duration/],
  [
    'gives a row twice',
    RIGHT.replace('region -- a remark', 'region, session_duration_sec'),
    /2 rows have the same run_date, region/,
  ],
])('stops where the SQL of a dataset %s', async (_, sql, reason) => {
  const { publishing, lake } = await publishWith(sql);
  await expect(publishing).rejects.toMatchObject({
    code: 'DATASET_SQL_INVALID',
    exitCode: 78,
    message: expect.stringMatching(/^datasets\/longest\.sql: /),
  });
  await expect(publishing).rejects.toThrow(reason);
  expect(await keysOf(lake)).toEqual([]);
});
