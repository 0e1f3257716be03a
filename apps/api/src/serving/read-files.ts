import { join } from 'node:path';
import type { DatasetIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { ActiveFile } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';
import { serverError } from '../errors.ts';
import { type FileColumns, fitColumns } from './fit-columns.ts';
import { groupBy } from './group-by.ts';
import type { Engine } from './open-engine.ts';
import { OWN, type ServingNames } from './serving-names.ts';

/** A data file that was fetched, under the number that it gets in the serving table. */
export interface FetchedFile {
  readonly id: number;
  readonly file: ActiveFile;
}

/** Where a fetched file lies. The number alone makes its name: nothing of the lake gets into a path. */
export function scratchPath(scratch: string, id: number): string {
  return join(scratch, `${id}.parquet`);
}

/**
 * Adds the rows of fetched files to the serving table, by an explicit list of files and of columns. Partition values
 * stay with the file, never with its path.
 * @returns rows of each file, by number
 * @throws API_FILE_UNFIT, API_FILE_CORRUPT
 */
export async function readFiles(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  names: ServingNames,
  scratch: string,
  version: number,
  files: readonly FetchedFile[],
): Promise<ReadonlyMap<number, number>> {
  const first = files[0]?.id ?? 0;
  const unfit = (entry: FetchedFile | undefined, reason: string) =>
    serverError('API_FILE_UNFIT', { dataset: dataset.name, file: entry?.file.path, version, reason });
  // One SELECT for each set of columns that occurs: with `union_by_name` a clash of types would become text in silence.
  const columns = await columnsOf(connection, scratch, files);
  const signatures = groupBy(files, ({ id }) => JSON.stringify([...(columns.get(id) ?? [])].sort()));
  for (const group of signatures.values()) {
    const fit = fitColumns(dataset, columns.get(group[0]?.id ?? -1) ?? new Map());
    if ('reason' in fit) throw unfit(group[0], fit.reason);
    await connection.run(
      `INSERT INTO ${names.rows} SELECT list_extract([${group.map(({ id }) => id).join(', ')}], CAST(file_index AS BIGINT) + 1), ${fit.select.join(', ')}
FROM read_parquet(${pathList(scratch, group)}, hive_partitioning = false)`,
    );
  }
  const rows = await countRows(connection, names, first);
  for (const { id, file } of files) {
    const found = rows.get(id) ?? 0;
    if (file.rows !== null && file.rows !== found) {
      const reason = `it has ${found} rows instead of ${file.rows}`;
      throw serverError('API_FILE_CORRUPT', { dataset: dataset.name, file: file.path, version, reason });
    }
  }
  const defect = await findDefect(connection, dataset, names, first);
  if (defect !== null)
    throw unfit(
      files.find(({ id }) => id === defect.id),
      defect.reason,
    );
  return rows;
}

function pathList(scratch: string, files: readonly FetchedFile[]): string {
  return `[${files.map(({ id }) => quoteText(scratchPath(scratch, id))).join(', ')}]`;
}

/**
 * Reads each file alone, to find the one that a reading of all has failed on.
 * @returns the first that cannot be read, and why; null where all can
 */
export async function findUnreadable(
  query: Engine['query'],
  scratch: string,
  files: readonly FetchedFile[],
): Promise<{ readonly file: ActiveFile; readonly reason: string } | null> {
  for (const { id, file } of files) {
    const path = quoteText(scratchPath(scratch, id));
    try {
      await query({
        sql: `SELECT COUNT(COLUMNS(*)) FROM read_parquet([${path}], hive_partitioning = false)`,
        parameters: [],
      });
    } catch (cause) {
      const [first = ''] = (cause as Error).message.split('\n');
      return { file, reason: first.replaceAll(scratch, '') };
    }
  }
  return null;
}

async function columnsOf(
  connection: DuckDBConnection,
  scratch: string,
  files: readonly FetchedFile[],
): Promise<ReadonlyMap<number, FileColumns>> {
  const reader = await connection.runAndReadAll(
    `SELECT file_name, name, coalesce(duckdb_type, ''), coalesce(num_children, 0)::INTEGER
FROM parquet_schema(${pathList(scratch, files)}) ORDER BY file_name, column_id`,
  );
  const idOf = new Map(files.map(({ id }) => [scratchPath(scratch, id), id]));
  const byFile = groupBy(
    reader.getRows() as [string, string, string, number][],
    ([path]) => idOf.get(path) ?? -1,
  );
  return new Map([...byFile].map(([id, rows]) => [id, topLevel(rows.map(([, ...column]) => column))]));
}

/** The schema comes flattened, depth first, with its root: fields of nested columns are left out. */
function topLevel(elements: readonly (readonly [string, string, number])[]): FileColumns {
  const columns = new Map<string, string>();
  let inside = 0;
  for (const [name, type, children] of elements.slice(1)) {
    if (inside === 0) columns.set(name, children === 0 ? type : 'a nested column');
    inside = Math.max(0, inside - 1) + children;
  }
  return columns;
}

async function countRows(connection: DuckDBConnection, names: ServingNames, first: number) {
  const reader = await connection.runAndReadAll(
    `SELECT ${OWN.file}, CAST(COUNT(*) AS DOUBLE) FROM ${names.rows} WHERE ${OWN.file} >= ${first} GROUP BY ${OWN.file}`,
  );
  return new Map(reader.getRows() as [number, number][]);
}

/** A null where the contract has none, or a double that JSON has no word for. */
async function findDefect(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  names: ServingNames,
  first: number,
) {
  for (const { name, type, nullable } of dataset.stored) {
    const column = quoteName(name);
    const conditions = [
      ...(nullable ? [] : [[`${column} IS NULL`, 'is null']]),
      ...(type.kind === 'double' ? [[`NOT isfinite(${column})`, 'is not a finite number']] : []),
    ];
    for (const [condition, what] of conditions) {
      const reader = await connection.runAndReadAll(
        `SELECT ${OWN.file} FROM ${names.rows} WHERE ${OWN.file} >= ${first} AND ${condition} LIMIT 1`,
      );
      const id = reader.getRows()[0]?.[0];
      if (typeof id === 'number') return { id, reason: `a value of the column ${name} ${what}` };
    }
  }
  return null;
}
