import type { DatasetIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { StagedFile } from './aggregate-dataset.ts';
import { eventCounter } from './check-counts.ts';
import type { UniqueKey } from './unique-keys.ts';
import type { ValueRule } from './value-rules.ts';

// No column of the contract can be called so: GraphQL names have no `#`.
const FILE_INDEX = '"#file"';

/** Columns of each file by its local path: name to DuckDB's word for the type that the footer declares. */
export async function readFooters(
  connection: DuckDBConnection,
  files: readonly StagedFile[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const result = await connection.runAndReadAll(
    `SELECT file_name, name, coalesce(duckdb_type, 'a nested column'), coalesce(num_children, 0)::INTEGER
     FROM parquet_schema(${pathList(files)}) ORDER BY file_name, column_id`,
  );
  const elements = new Map<string, (readonly [string, string, number])[]>();
  for (const [path, ...element] of result.getRowsJS() as [string, string, string, number][]) {
    const known = elements.get(path);
    if (known) known.push(element);
    else elements.set(path, [element]);
  }
  return new Map([...elements].map(([path, rows]) => [path, topLevel(rows)]));
}

/** The schema comes flattened, depth first, with its root: fields of nested columns are left out. */
function topLevel(elements: readonly (readonly [string, string, number])[]): Map<string, string> {
  const columns = new Map<string, string>();
  let inside = 0;
  for (const [name, type, children] of elements.slice(1)) {
    if (inside === 0) columns.set(name, type);
    inside = Math.max(0, inside - 1) + children;
  }
  return columns;
}

/** What a file holds. */
export interface FileValues {
  readonly rows: number;
  /** Sum of the column that counts all events; 0 where the dataset has none. */
  readonly events: number;
  /** For each rule: rows that break it, and the least of their values as text (null for null). */
  readonly broken: readonly { readonly rows: number; readonly sample: string | null }[];
}

/** Scans files once; all have the columns of the contract. In the order of `files`. */
export async function scanValues(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  rules: readonly ValueRule[],
  files: readonly StagedFile[],
): Promise<readonly FileValues[]> {
  const counter = eventCounter(dataset);
  const figures = [
    'COUNT(*)',
    counter === null ? '0' : `SUM(${quoteName(counter)})`,
    ...rules.map(({ broken }) => `COUNT(*) FILTER (WHERE ${broken})`),
  ].map((figure) => `CAST(${figure} AS DOUBLE)`);
  const samples = rules.map(
    ({ column, broken }) => `MIN(CAST(${quoteName(column)} AS VARCHAR)) FILTER (WHERE ${broken})`,
  );
  const result = await connection.runAndReadAll(
    `SELECT CAST(${FILE_INDEX} AS INTEGER), ${[...figures, ...samples].join(', ')}
     FROM ${rowsOf(dataset, files)}
     GROUP BY ${FILE_INDEX}`,
  );
  const found = new Map(result.getRowsJS().map(([index, ...values]) => [index as number, values]));
  return files.map((_, index) => {
    const [rows = 0, events = 0, ...rest] = (found.get(index) ?? []) as number[];
    const broken = rules.map((_, number) => ({
      rows: rest[number] ?? 0,
      sample: (rest[rules.length + number] ?? null) as string | null,
    }));
    return { rows, events, broken };
  });
}

/** Rows that share a key. */
export interface Twins {
  /** Index of a file that has one of them. */
  readonly file: number;
  readonly rows: number;
  /** What they share, as text. */
  readonly key: string;
}

/** The first key that more than one row has; null where there is none. Reads the columns of the key alone. */
export async function findTwins(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  { columns, nullsAgree }: UniqueKey,
  files: readonly StagedFile[],
): Promise<Twins | null> {
  const names = columns.map(quoteName);
  const texts = names.map((name) => `coalesce(CAST(${name} AS VARCHAR), 'null')`);
  const whole = nullsAgree ? '' : `WHERE ${names.map((name) => `${name} IS NOT NULL`).join(' AND ')}`;
  const result = await connection.runAndReadAll(
    `SELECT CAST(MAX(${FILE_INDEX}) AS INTEGER), CAST(COUNT(*) AS DOUBLE), concat_ws(', ', ${texts.join(', ')})
     FROM ${rowsOf(dataset, files)} ${whole}
     GROUP BY ${names.join(', ')} HAVING COUNT(*) > 1 ORDER BY 3 LIMIT 1`,
  );
  const [row] = result.getRowsJS() as [number, number, string][];
  return row === undefined ? null : { file: row[0], rows: row[1], key: row[2] };
}

/** Relation of the rows of files, with the number of the file and the partition values that the log will give it. */
function rowsOf({ partitionBy }: DatasetIr, files: readonly StagedFile[]): string {
  const partition = partitionBy.map((name) => {
    const values = files.map(({ partitionValues }) => quoteText(partitionValues[name] ?? ''));
    return `list_extract([${values.join(', ')}], CAST(file_index AS BIGINT) + 1) AS ${quoteName(name)}`;
  });
  return `(SELECT *, ${[`file_index AS ${FILE_INDEX}`, ...partition].join(', ')}
           FROM read_parquet(${pathList(files)}, hive_partitioning = false))`;
}

/** Paths for DuckDB, which takes each for a pattern. */
function pathList(files: readonly StagedFile[]): string {
  return `[${files.map(({ localPath }) => quoteText(localPath.replaceAll(/[[*?]/g, '[$&]'))).join(', ')}]`;
}
