import { randomUUID } from 'node:crypto';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteText } from '@datahub/contract/storage';
import { DuckDBInstance } from '@duckdb/node-api';

/** A row that fits `daily_metrics`, as a SELECT list that a test may `REPLACE` and `EXCLUDE` in. */
const GOOD = `SELECT 'login' AS event_type, 2::BIGINT AS event_count, 2::BIGINT AS row_count,
  1.5::DOUBLE AS avg_session_duration, 3::BIGINT AS avg_session_duration__sum,
  2::BIGINT AS avg_session_duration__count, 1::DECIMAL(28,4) AS total_revenue`;

export interface ByHand {
  /** SELECT list over a row that fits. */
  readonly select: string;
  readonly partitionValues?: Readonly<Record<string, string | null>>;
  /** Said in the commit, as publishers do. */
  readonly info?: Readonly<Record<string, unknown>>;
}

/**
 * Writes a data file with DuckDB and its commit line by line, past every check: an action a line, after PROTOCOL.md of
 * Delta Lake. Returns the path of the file below the table.
 */
export async function writeByHand(lake: string, { select, info, ...options }: ByHand): Promise<string> {
  const partitionValues = options.partitionValues ?? { run_date: '2024-05-09', region: 'eu' };
  const root = join(lake, 'daily_metrics');
  const path = `by-hand-${partitionValues.run_date}-${randomUUID()}.parquet`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT ${select} FROM (${GOOD})) TO ${quoteText(join(root, path))} (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  const { size } = await stat(join(root, path));
  await commitByHand(lake, [
    { commitInfo: { timestamp: Date.now(), operation: 'WRITE', ...(info && { datahub: info }) } },
    { add: { path, partitionValues, size, modificationTime: Date.now(), dataChange: true } },
  ]);
  return path;
}

/** Writes the next commit of the table. */
export async function commitByHand(lake: string, actions: readonly object[]): Promise<void> {
  const log = join(lake, 'daily_metrics', '_delta_log');
  await mkdir(log, { recursive: true });
  const version = (await readdir(log)).filter((name) => name.endsWith('.json')).length;
  const lines = actions.map((action) => `${JSON.stringify(action)}\n`).join('');
  await writeFile(join(log, `${String(version).padStart(20, '0')}.json`), lines);
}
