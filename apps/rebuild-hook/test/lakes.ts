import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, openTable, partitionPath, planReplace, type Snapshot, type Table } from '@datahub/lake';
import { afterAll } from 'vitest';

const COLUMNS = ['run_date', 'region'];
const SCHEMA = {
  type: 'struct' as const,
  fields: COLUMNS.map((name) => ({ name, type: 'string', nullable: true, metadata: {} })),
};

const scratch = await mkdtemp(join(tmpdir(), 'rebuild-hook-'));
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** The folder of a lake that is empty. */
export const emptyLake = (): Promise<string> => mkdtemp(join(scratch, 'lake-'));

export const contractHashes = { wire_hash: 'a'.repeat(64), storage_hash: 'b'.repeat(64) };

/** Commits days to a table, as the publisher does: the commit, then a manifest a day. */
export async function publish(
  lake: string,
  dataset: string,
  days: readonly string[],
  run_id: string = randomUUID(),
) {
  const table: Table = openTable(openStore(lake), dataset);
  const base: Snapshot | null = await table.snapshot();
  const plan = planReplace(dataset, base, {
    replace: { run_date: days },
    adds: days.map((run_date) => {
      const partitionValues = { run_date, region: 'us-west' };
      const path = `${partitionPath(COLUMNS, partitionValues)}/${randomUUID()}.parquet`;
      return { path, partitionValues, size: 8, modificationTime: 1 };
    }),
    schema: SCHEMA,
    partitionBy: COLUMNS,
    commitId: randomUUID(),
    timestamp: Date.now(),
    engineInfo: 'test/1',
    info: { run_id, contract: contractHashes, days: {} },
  });
  const { snapshot } = await table.commit(plan);
  for (const day of days) await putManifest(lake, manifestOf(dataset, day, snapshot.version, run_id));
  return {
    version: snapshot.version,
    run_id,
    keys: days.map((day) => `${dataset}/run_date=${day}/_manifest.json`),
  };
}

/** A commit that moves no data, as a clean-up makes it. */
export async function commitNothing(lake: string, dataset: string): Promise<void> {
  const table = openTable(openStore(lake), dataset);
  const version = ((await table.snapshot())?.version ?? -1) + 1;
  const key = `${dataset}/_delta_log/${String(version).padStart(20, '0')}.json`;
  await table.store.putIfAbsent(key, Buffer.from('{"commitInfo":{"operation":"VACUUM START"}}\n'));
}

export function manifestOf(dataset: string, run_date: string, version: number, run_id: string) {
  return { manifest_version: 1, dataset, run_date, table: { version }, contract: contractHashes, run_id };
}

export async function putManifest(lake: string, manifest: ReturnType<typeof manifestOf>): Promise<void> {
  const key = `${manifest.dataset}/run_date=${manifest.run_date}/_manifest.json`;
  await openStore(lake).put(key, Buffer.from(JSON.stringify(manifest)));
}
