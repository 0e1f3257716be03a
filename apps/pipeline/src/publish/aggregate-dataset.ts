import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { PartitionValues } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../errors.ts';
import { makeRows, PARTITION } from './make-rows.ts';

/** A finished Parquet file that does not lie in the lake yet. */
export interface StagedFile {
  readonly localPath: string;
  readonly partitionValues: PartitionValues;
  /** Number of the file within its partition. */
  readonly index: number;
  readonly rows: number;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface AggregateOptions {
  readonly connection: DuckDBConnection;
  readonly dataset: DatasetIr;
  /** Days to aggregate, of those in `events`. */
  readonly days: readonly string[];
  /** Empty folder for the files. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/** Makes the data files of a dataset from the relation `events`. */
export type AggregateDataset = (options: AggregateOptions) => Promise<readonly StagedFile[]>;

// Every partition that is written at once costs DuckDB a buffer of its own.
const PARTITIONS_AT_ONCE = 256;

/**
 * Aggregates the relation `events` into Parquet files, one for each partition, sorted. The same events give the same
 * bytes: one thread writes them in one order, and nothing in a file tells when or by whom it was written.
 *
 * @throws DATASET_SQL_INVALID, ROWS_LOST
 */
export async function aggregateDataset(options: AggregateOptions): Promise<StagedFile[]> {
  const { connection, dataset, days, folder, signal } = options;
  const rows = await makeRows(connection, dataset, days);
  try {
    const partitions = await readPartitions(connection, dataset, rows);
    const files: StagedFile[] = [];
    for (let first = 0; first < partitions.length; first += PARTITIONS_AT_ONCE) {
      signal?.throwIfAborted();
      const batch = join(folder, String(first));
      await mkdir(batch);
      files.push(...(await writePartitions(connection, dataset, rows, partitions, first, batch)));
    }
    const expected = partitions.reduce((sum, { rows }) => sum + rows, 0);
    const actual = files.reduce((sum, file) => sum + file.rows, 0);
    if (actual !== expected) throw pipelineError('ROWS_LOST', { dataset: dataset.name, expected, actual });
    return files;
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${rows}`);
  }
}

interface WantedPartition {
  readonly values: PartitionValues;
  readonly rows: number;
}

/** In the order of their numbers. */
async function readPartitions(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  rows: string,
): Promise<WantedPartition[]> {
  const columns = dataset.partitionBy.map((name) => `CAST(any_value(${quoteName(name)}) AS VARCHAR)`);
  const result = await connection.runAndReadAll(
    `SELECT ${columns.join(', ')}, CAST(COUNT(*) AS DOUBLE) FROM ${rows} GROUP BY ${PARTITION} ORDER BY ${PARTITION}`,
  );
  return result.getRowsJS().map((row) => ({
    values: Object.fromEntries(dataset.partitionBy.map((name, index) => [name, row[index] as string | null])),
    rows: row.at(-1) as number,
  }));
}

/**
 * Writes the partitions from number `first` on. DuckDB's own partition folders would carry the values in an encoding
 * of its own; it is given numbers instead.
 */
async function writePartitions(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  rows: string,
  partitions: readonly WantedPartition[],
  first: number,
  folder: string,
): Promise<StagedFile[]> {
  const stored = dataset.stored.map(({ name }) => quoteName(name)).join(', ');
  const dimensions = dataset.columns.flatMap(({ role, name }) =>
    role === 'dimension' ? [`${quoteName(name)} NULLS FIRST`] : [],
  );
  const threads = (await connection.runAndReadAll("SELECT current_setting('threads')")).getRowsJS()[0]?.[0];
  await connection.run('SET threads = 1');
  try {
    const result = await connection.runAndReadAll(
      `COPY (
         SELECT ${PARTITION}, ${stored} FROM ${rows}
         WHERE ${PARTITION} BETWEEN ${first} AND ${first + PARTITIONS_AT_ONCE - 1}
         ORDER BY ${[PARTITION, ...dimensions].join(', ')}
       ) TO ${quoteText(folder)}
       (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (${PARTITION}), RETURN_STATS)`,
    );
    const written = result.getRowObjectsJS();
    const seen = new Map<number, number>();
    return await Promise.all(
      written
        .map(({ filename }) => String(filename))
        .sort()
        .map((localPath) => {
          const number = Number(new RegExp(`${PARTITION}=(\\d+)/[^/]*$`).exec(localPath)?.[1]);
          const index = seen.get(number) ?? 0;
          seen.set(number, index + 1);
          const rows = Number(written.find(({ filename }) => filename === localPath)?.count);
          return describeFile(localPath, partitions[number] as WantedPartition, index, rows);
        }),
    );
  } finally {
    await connection.run(`SET threads = ${Number(threads)}`);
  }
}

async function describeFile(
  localPath: string,
  { values }: WantedPartition,
  index: number,
  rows: number,
): Promise<StagedFile> {
  const content = await readFile(localPath);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { localPath, partitionValues: values, index, rows, bytes: content.byteLength, sha256 };
}
