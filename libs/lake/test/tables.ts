import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import {
  type NewFile,
  openStore,
  openTable,
  partitionPath,
  planReplace,
  type ReplaceRequest,
  type Snapshot,
  type Store,
  type Table,
  type TableSchema,
} from '../src/index.ts';

export const COLUMNS = ['run_date', 'region'] as const;

export const SCHEMA: TableSchema = {
  type: 'struct',
  fields: [
    { name: 'run_date', type: 'string', nullable: false, metadata: {} },
    { name: 'region', type: 'string', nullable: true, metadata: {} },
    { name: 'count', type: 'long', nullable: true, metadata: { unit: 'events' } },
  ],
};

/** A file of a day; nothing lies in the store under its name. */
export function fileOf(run_date: string, region: string | null, name: string = randomUUID()): NewFile {
  const partitionValues = { run_date, region };
  const path = `${partitionPath(COLUMNS, partitionValues)}/${name}.parquet`;
  return { path, partitionValues, size: 10, modificationTime: 1_000 };
}

/** A request that replaces the days of its files. */
export function requestOf(adds: readonly NewFile[], more: Partial<ReplaceRequest> = {}): ReplaceRequest {
  return {
    replace: { run_date: [...new Set(adds.map((file) => file.partitionValues.run_date ?? null))] },
    adds,
    schema: SCHEMA,
    partitionBy: COLUMNS,
    commitId: randomUUID(),
    timestamp: 1_700_000_000_000,
    engineInfo: 'test/1',
    ...more,
  };
}

const scratch = await mkdtemp(join(tmpdir(), 'lake-table-'));
afterAll(() => rm(scratch, { recursive: true, force: true }));

export const emptyStore = async (): Promise<Store> => openStore(await mkdtemp(join(scratch, 'store-')));

/** A new table in a folder of its own, with these days committed one after the other. */
export async function tableWith(...commits: readonly (readonly NewFile[])[]): Promise<Table> {
  const table = openTable(await emptyStore(), 'gold/events');
  let base: Snapshot | null = null;
  for (const adds of commits) {
    base = (await table.commit(planReplace(table.root, base, requestOf(adds)))).snapshot;
  }
  return table;
}

export const pathsOf = (snapshot: Snapshot | null): string[] =>
  (snapshot?.files ?? []).map((file) => file.path).sort();
