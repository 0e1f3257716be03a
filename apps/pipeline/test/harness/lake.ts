import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, datasetOf, type Manifest } from '@datahub/contract';
import { quoteText } from '@datahub/contract/storage';
import { openStore, openTable, type Snapshot } from '@datahub/lake';
import { DuckDBInstance } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import { type Progress, type PublishOptions, type PublishResult, publish } from '../../src/index.ts';

export const dataset = datasetOf('daily_metrics')!;

/** A folder that is gone after the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'datahub-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export type PublishTo = Partial<PublishOptions> & Pick<PublishOptions, 'input' | 'days'>;

/** Publishes product events into one table of a folder, unless told otherwise; `datasets: []` publishes all. */
export function publishTo(
  lake: string,
  options: PublishTo,
  signal?: AbortSignal,
  onProgress: (progress: Progress) => void = () => {},
): Promise<PublishResult> {
  return publish(
    {
      source: 'product-events',
      datasets: [dataset.name],
      cwd: '/',
      tempDirectory: tmpdir(),
      memoryLimit: '256MB',
      ...options,
    },
    {
      store: openStore(lake),
      now: () => new Date(),
      newId: randomUUID,
      onProgress,
      ...(signal && { signal }),
    },
  );
}

export async function snapshotOf(lake: string, name = dataset.name): Promise<Snapshot | null> {
  return openTable(openStore(lake), name).snapshot();
}

/** A row as it is stored: decimals as text, instants as RFC 3339. */
export type Row = Readonly<Record<string, unknown>>;

/** Every row of the table, read by DuckDB from the files that the log names; partition values come from the log. */
export async function rowsOf(lake: string, name = dataset.name): Promise<Row[]> {
  const snapshot = await snapshotOf(lake, name);
  if (snapshot === null) return [];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const values = new Map(snapshot.files.map((file) => [join(lake, name, file.path), file.partitionValues]));
  // DuckDB takes a path for a glob; `[` and `*` in region names are not for it.
  const rows: Row[] = [];
  for (const [path, partition] of values) {
    const result = await connection.runAndReadAll(
      `SELECT * FROM read_parquet(${quoteText(path.replaceAll(/[[*?]/g, '[$&]'))}, hive_partitioning = false)`,
    );
    const types = result.columnTypes().map(String);
    const names = result.columnNames();
    for (const row of result.getRowsJson()) {
      const fields = names.map((column, index) => {
        return [column, row[index] === null ? null : plainValue(types[index], row[index])];
      });
      rows.push({ ...partition, ...Object.fromEntries(fields) });
    }
  }
  connection.closeSync();
  instance.closeSync();
  return sortRows(rows);
}

/** Counts as numbers, instants as RFC 3339; all else as DuckDB writes it. */
function plainValue(type: string | undefined, value: unknown): unknown {
  if (type === 'BIGINT') return Number(value);
  if (type !== 'TIMESTAMP WITH TIME ZONE') return value;
  return String(value).replace(' ', 'T').replace(/\+00$/, 'Z');
}

/** By day and region, then by the rest, so that two lists can be compared. */
export function sortRows(rows: readonly Row[]): Row[] {
  const key = ({ run_date, region, ...rest }: Row) =>
    JSON.stringify([run_date, region, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

export async function manifestOf(lake: string, day: string, name = dataset.name): Promise<Manifest> {
  const bytes = await openStore(lake).get(`${name}/run_date=${day}/_manifest.json`);
  if (bytes === null) throw new Error(`There is no manifest of ${day}.`);
  return JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
}

/** Keys of everything below a prefix. */
export async function keysOf(lake: string, prefix = ''): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of openStore(lake).list(prefix)) keys.push(key);
  return keys;
}

export { contract };
