import { type DatasetIr, duckdbType } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';
import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import type { FetchedFile } from './read-footers.ts';
import { filesTableOf, OWN, SERVING_DATABASE, servingNames } from './serving-names.ts';

/** What `removed` says of a file that all generations from its own on show. */
const FOREVER = Number.MAX_SAFE_INTEGER;

/** Makes a dataset's two tables, empty. */
export async function createTables(connection: DuckDBConnection, dataset: DatasetIr): Promise<void> {
  const names = servingNames(dataset);
  const columns = dataset.stored.map(({ name, type }) => `${quoteName(name)} ${duckdbType(type)}`);
  const partitions = dataset.partitionBy.map((name) => `${quoteName(name)} VARCHAR`);
  await connection.run(`CREATE TABLE ${names.rows} (${[`${OWN.file} INTEGER`, ...columns].join(', ')})`);
  await connection.run(
    `CREATE TABLE ${names.files} (${[`${OWN.id} INTEGER`, `${OWN.added} BIGINT`, `${OWN.removed} BIGINT`, ...partitions].join(', ')})`,
  );
}

/** Work that happens as a whole or not at all. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (cause) {
    // After some errors DuckDB has rolled back already; the first error is the one to tell.
    await connection.run('ROLLBACK').catch(() => {});
    throw cause;
  }
}

/** Shows files from a generation on. */
export async function addFiles(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  files: readonly FetchedFile[],
  generation: number,
): Promise<void> {
  const appender = await connection.createAppender(filesTableOf(dataset), 'main', SERVING_DATABASE);
  for (const { id, file } of files) {
    appender.appendInteger(id);
    appender.appendBigInt(BigInt(generation));
    appender.appendBigInt(BigInt(FOREVER));
    for (const column of dataset.partitionBy) {
      const value = file.partitionValues[column] ?? null;
      appender.appendValue(value, VARCHAR);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** Hides files from a generation on; older ones still show them. */
export async function hideFiles(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  ids: readonly number[],
  generation: number,
): Promise<void> {
  if (ids.length === 0) return;
  const { files } = servingNames(dataset);
  await connection.run(
    `UPDATE ${files} SET ${OWN.removed} = ${generation} WHERE ${OWN.id} IN (${ids.join(', ')})`,
  );
}

/** Deletes files and their rows, which no generation shows any more. */
export async function deleteFiles(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  ids: readonly number[],
): Promise<void> {
  const { rows, files } = servingNames(dataset);
  await connection.run(`DELETE FROM ${rows} WHERE ${OWN.file} IN (${ids.join(', ')})`);
  await connection.run(`DELETE FROM ${files} WHERE ${OWN.id} IN (${ids.join(', ')})`);
}
