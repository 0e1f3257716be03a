import type { DatasetIr } from '@datahub/contract';
import { aggregateSql, quoteName, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../errors.ts';
import { dayColumn } from './publish-record.ts';

/** Numbers partitions from 0, in the order of their values. */
export const PARTITION = '__partition';

/**
 * Aggregates the events of some days into a temporary table: the partition's number, then the columns of the dataset.
 *
 * @returns its name, quoted
 * @throws DATASET_SQL_INVALID
 */
export async function makeRows(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  days: readonly string[],
): Promise<string> {
  const rows = quoteName(`rows of ${dataset.name}`);
  const inDays = `${quoteName(dayColumn(dataset))} IN (${days.map(quoteText).join(', ')})`;
  const order = dataset.partitionBy.map((name) => `${quoteName(name)} NULLS FIRST`).join(', ');
  const create = () =>
    connection.run(
      `CREATE OR REPLACE TEMP TABLE ${rows} AS
       SELECT CAST(dense_rank() OVER (ORDER BY ${order}) - 1 AS INTEGER) AS ${PARTITION}, *
       FROM (${aggregateSql(dataset, `(SELECT * FROM events WHERE ${inDays})`)})`,
    );
  if (dataset.sql === null) {
    await create();
    return rows;
  }
  try {
    await create();
  } catch (cause) {
    const [reason] = (cause as Error).message.split('\n');
    throw sqlInvalid(dataset, reason ?? '', cause);
  }
  await refuseTwins(connection, dataset, rows);
  return rows;
}

/** Measures are grouped by every dimension; SQL can group by anything, and a row that is there twice rolls up wrong. */
async function refuseTwins(connection: DuckDBConnection, dataset: DatasetIr, rows: string): Promise<void> {
  const keys = [
    ...dataset.partitionBy,
    ...dataset.columns.flatMap(({ role, name }) => (role === 'dimension' ? [name] : [])),
  ];
  const result = await connection.runAndReadAll(
    `SELECT CAST(COUNT(*) AS DOUBLE) FROM ${rows} GROUP BY ${keys.map(quoteName).join(', ')}
     HAVING COUNT(*) > 1 LIMIT 1`,
  );
  const twins = result.getRowsJS()[0]?.[0];
  if (twins === undefined) return;
  throw sqlInvalid(dataset, `${twins} rows have the same ${keys.join(', ')}`);
}

function sqlInvalid({ name, sqlFile }: DatasetIr, reason: string, cause?: unknown) {
  return pipelineError('DATASET_SQL_INVALID', { sqlFile, dataset: name, reason }, cause);
}
