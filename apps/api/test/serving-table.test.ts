import { rm } from 'node:fs/promises';
import { datasetOf } from '@datahub/contract';
import { openStore, openTable } from '@datahub/lake';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Engine, openEngine } from '../src/serving/open-engine.ts';
import { servingNames } from '../src/serving/serving-names.ts';
import { createServingTable } from '../src/serving/serving-table.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

const dataset = datasetOf('daily_metrics')!;
const names = servingNames(dataset);
let lake: TestLake;
let engine: Engine;

beforeEach(async () => {
  lake = await createLake();
  engine = await openEngine(2);
});

afterEach(async () => {
  await engine.close();
  await lake.remove();
});

const publish = (day: string, count: bigint) =>
  lake.publish([row({ run_date: day, region: 'eu', event_type: 'login', event_count: count })]);

async function storedCounts(): Promise<number[]> {
  const rows = await engine.query({
    sql: `SELECT event_count FROM ${names.rows} ORDER BY 1`,
    parameters: [],
  });
  return rows.map(([count]) => Number(count));
}

it('reads only the partitions that changed, and frees the old ones when nobody reads them and their time is over', async () => {
  let now = 0;
  const table = openTable(openStore(lake.url), dataset.name);
  const serving = await createServingTable(engine, table, dataset, 1000, () => now);
  const load = async () => serving.load((await table.snapshot())!);

  await publish('2024-01-01', 1n);
  await publish('2024-01-02', 2n);
  await load();
  const pin = serving.pin();
  await publish('2024-01-02', 3n);
  await load();
  expect(await storedCounts()).toEqual([1, 2, 3]); // the unchanged day is there once

  await serving.collect();
  expect(await storedCounts()).toEqual([1, 2, 3]); // somebody reads, and the time is not over
  now = 2000;
  await serving.collect();
  expect(await storedCounts()).toEqual([1, 2, 3]); // somebody still reads
  pin?.release();
  pin?.release();
  await serving.collect();
  expect(await storedCounts()).toEqual([1, 3]);
  expect(serving.pinVersion(serving.current?.snapshot.metadata.id ?? '', 1)).toBeNull();
  expect(serving.pin()?.version.snapshot.version).toBe(2);
});

it('can open no file but those it has fetched', async () => {
  for (const path of ['/etc/passwd', `${lake.folder}/daily_metrics/_delta_log/00000000000000000000.json`]) {
    const read = engine.query({ sql: `SELECT * FROM read_text('${path}')`, parameters: [] });
    await expect(read).rejects.toThrow('file system operations are disabled by configuration');
  }
  await expect(engine.query({ sql: 'SET enable_external_access = true', parameters: [] })).rejects.toThrow();
});

it('loads on where somebody has cleaned the temporary folder away', async () => {
  const table = openTable(openStore(lake.url), dataset.name);
  const serving = await createServingTable(engine, table, dataset, 1000);
  await publish('2024-01-01', 1n);
  await rm(engine.scratch, { recursive: true });
  await serving.load((await table.snapshot())!);
  expect(await storedCounts()).toEqual([1]);
});
