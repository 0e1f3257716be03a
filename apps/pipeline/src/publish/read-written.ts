import type { DatasetIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { StagedFile } from './aggregate-dataset.ts';
import { eventCounter } from './check-counts.ts';
import { dayColumn } from './publish-record.ts';
import { FILE_DAY, type ValueRule } from './value-rules.ts';

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
  /** Groups that its rows tell apart. */
  readonly groups: number;
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
  const group = groupColumns(dataset).map(quoteName);
  const figures = [
    'COUNT(*)',
    `COUNT(DISTINCT ${group.length === 0 ? '1' : `ROW(${group.join(', ')})`})`,
    counter === null ? '0' : `SUM(${quoteName(counter)})`,
    ...rules.map(({ broken }) => `COUNT(*) FILTER (WHERE ${broken})`),
  ].map((figure) => `CAST(${figure} AS DOUBLE)`);
  const samples = rules.map(
    ({ column, broken }) => `MIN(CAST(${quoteName(column)} AS VARCHAR)) FILTER (WHERE ${broken})`,
  );
  const days = files.map(({ partitionValues }) => quoteText(partitionValues[dayColumn(dataset)] ?? ''));
  const result = await connection.runAndReadAll(
    `SELECT CAST(${FILE_INDEX} AS INTEGER), ${[...figures, ...samples].join(', ')}
     FROM (SELECT *, file_index AS ${FILE_INDEX},
             list_extract([${days.join(', ')}], CAST(file_index AS BIGINT) + 1) AS ${FILE_DAY}
           FROM read_parquet(${pathList(files)}, hive_partitioning = false))
     GROUP BY ${FILE_INDEX}`,
  );
  const found = new Map(result.getRowsJS().map(([index, ...values]) => [index as number, values]));
  return files.map((_, index) => {
    const [rows = 0, groups = 0, events = 0, ...rest] = (found.get(index) ?? []) as number[];
    const broken = rules.map((_, number) => ({
      rows: rest[number] ?? 0,
      sample: (rest[rules.length + number] ?? null) as string | null,
    }));
    return { rows, groups, events, broken };
  });
}

/** Columns that tell the rows of one partition apart. */
export function groupColumns(dataset: DatasetIr): string[] {
  return dataset.columns.filter(({ role }) => role === 'dimension').map(({ name }) => name);
}

/** Paths for DuckDB, which takes each for a pattern. */
function pathList(files: readonly StagedFile[]): string {
  return `[${files.map(({ localPath }) => quoteText(localPath.replaceAll(/[[*?]/g, '[$&]'))).join(', ')}]`;
}
