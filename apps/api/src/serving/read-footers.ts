import { join } from 'node:path';
import { quoteText } from '@datahub/contract/storage';
import type { ActiveFile } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type FoundType, fromDuckdb, NESTED } from './found-type.ts';
import { groupBy } from './group-by.ts';
import type { FoundColumns } from './judge-columns.ts';
import type { Engine } from './open-engine.ts';

/** A data file that was fetched, under the number that it gets in the serving table. */
export interface FetchedFile {
  readonly id: number;
  readonly file: ActiveFile;
}

/** Where a fetched file lies. The number alone makes its name: nothing of the lake gets into a path. */
export function scratchPath(scratch: string, id: number): string {
  return join(scratch, `${id}.parquet`);
}

/** Fetched files as DuckDB takes them. */
export function pathList(scratch: string, files: readonly FetchedFile[]): string {
  return `[${files.map(({ id }) => quoteText(scratchPath(scratch, id))).join(', ')}]`;
}

/** Columns that the footers of fetched files declare, by the number of the file. No row is read. */
export async function readFooters(
  connection: DuckDBConnection,
  scratch: string,
  files: readonly FetchedFile[],
): Promise<ReadonlyMap<number, FoundColumns>> {
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
function topLevel(elements: readonly (readonly [string, string, number])[]): FoundColumns {
  const columns = new Map<string, FoundType>();
  let inside = 0;
  for (const [name, type, children] of elements.slice(1)) {
    if (inside === 0) columns.set(name, children === 0 ? fromDuckdb(type) : NESTED);
    inside = Math.max(0, inside - 1) + children;
  }
  return columns;
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
