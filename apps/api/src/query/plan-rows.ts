import { type ColumnType, columnOf, type DatasetIr, duckdbType, figuresOf } from '@datahub/contract';
import { groupColumns } from '@datahub/contract/graphql';
import { quoteName, rollUpSql } from '@datahub/contract/storage';
import { OWN, type ServingNames } from '../serving/serving-names.ts';
import { wireSql } from './wire-values.ts';

/** A value as a client gives it: the scalars of the schema have looked at it. */
export type FilterValue = string | number | boolean;

export interface ValueRange {
  readonly from: FilterValue | null;
  readonly to: FilterValue | null;
}

/** Which rows are asked for, whatever the page. */
export interface RowsRequest {
  /** First and last business day, inclusive; null leaves that end open. */
  readonly from: string | null;
  readonly to: string | null;
  /** For each column the values it may have; a column that is not there may have any. */
  readonly filter: Readonly<Record<string, readonly FilterValue[]>>;
  /** For each column the values that it lies between, inclusive; null leaves that end open. */
  readonly range: Readonly<Record<string, ValueRange>>;
  /** Columns to keep apart, in the order of the rows. */
  readonly groupBy: readonly string[];
}

export interface PageRequest {
  readonly first: number | null;
  /** Values of the `groupBy` columns of the last row before the page, as text; null for the first page. */
  readonly after: readonly (string | null)[] | null;
}

/** Where rows are read: the tables of a dataset, and the generation in them that the reader sees. */
export interface RowsSource {
  readonly names: ServingNames;
  readonly generation: number;
}

/** SQL with its bound values, `$1` first. Nothing that a client sends stands in the SQL. */
export interface PlannedQuery {
  readonly sql: string;
  readonly parameters: readonly FilterValue[];
}

/** Rows of one page, in the order of `groupBy` (nulls first, text in byte order). */
export function planPage(
  dataset: DatasetIr,
  source: RowsSource,
  rows: RowsRequest,
  page: PageRequest,
): PlannedQuery {
  const { parameters, bind } = binder();
  const visible = visibleRows(dataset, source, rows, page, bind);
  const behind = page.after === null ? '' : `\nWHERE ${behindSql(dataset, rows.groupBy, page.after, bind)}`;
  const columns = [
    ...rows.groupBy.map((name) => [name, groupType(dataset, name)] as const),
    ...figuresOf(dataset).map(({ name, type }) => [name, type] as const),
  ].map(([name, type]) => `${wireSql(type, `page.${quoteName(name)}`)} AS ${quoteName(name)}`);
  const order = rows.groupBy.map((name) => `page.${quoteName(name)} NULLS FIRST`).join(', ');
  const sql = [
    `WITH visible AS (\n${visible}\n)`,
    `SELECT ${columns.join(', ')}`,
    `FROM (\n${rollUpSql(dataset, 'visible', rows.groupBy)}\n) AS page${behind}`,
    ...(order === '' ? [] : [`ORDER BY ${order}`]),
    ...(page.first === null ? [] : [`LIMIT ${bind(page.first)}`]),
  ].join('\n');
  return { sql, parameters };
}

/** Number of rows on all pages together: one row with `rows`. */
export function planCount(dataset: DatasetIr, source: RowsSource, rows: RowsRequest): PlannedQuery {
  const { parameters, bind } = binder();
  const visible = visibleRows(dataset, source, rows, { first: null, after: null }, bind);
  const groups = rows.groupBy.map(quoteName).join(', ');
  const sql =
    groups === ''
      ? `SELECT CAST(COUNT(*) > 0 AS BIGINT) AS rows FROM (\n${visible}\n)`
      : `SELECT COUNT(*) AS rows FROM (SELECT DISTINCT ${groups} FROM (\n${visible}\n))`;
  return { sql, parameters };
}

export type Bind = (value: FilterValue) => string;

/** Collects what is bound; `bind` gives the place that stands for it. */
export function binder(): { parameters: FilterValue[]; bind: Bind } {
  const parameters: FilterValue[] = [];
  return { parameters, bind: (value) => `$${parameters.push(value)}` };
}

/** The table as the generation shows it: partition columns come from the files' entries in the log. */
export function visibleRows(
  dataset: DatasetIr,
  { names, generation }: RowsSource,
  rows: RowsRequest,
  page: PageRequest,
  bind: Bind,
): string {
  const day = dataset.partitionBy[0] ?? '';
  const qualified = (name: string) =>
    `${dataset.partitionBy.includes(name) ? 'file' : 'data'}.${quoteName(name)}`;
  const at = bind(generation);
  const conditions = [
    `file.${OWN.added} <= ${at} AND file.${OWN.removed} > ${at}`,
    ...(rows.from === null ? [] : [`${qualified(day)} >= ${bind(rows.from)}`]),
    ...(rows.to === null ? [] : [`${qualified(day)} <= ${bind(rows.to)}`]),
    ...Object.entries(rows.filter).map(([name, values]) =>
      oneOf(qualified(name), values, typedBind(dataset, name, bind)),
    ),
    ...Object.entries(rows.range).flatMap(([name, { from, to }]) => {
      const typed = typedBind(dataset, name, bind);
      return [
        ...(from === null ? [] : [`${qualified(name)} >= ${typed(from)}`]),
        ...(to === null ? [] : [`${qualified(name)} <= ${typed(to)}`]),
      ];
    }),
  ];
  const lead = rows.groupBy[0];
  const reached = page.after?.[0];
  // The page's own condition cannot be carried through the join; this part of it spares the files before it.
  if (lead !== undefined && reached != null && dataset.partitionBy.includes(lead)) {
    conditions.push(`${qualified(lead)} >= ${bind(reached)}`);
  }
  const columns = [...dataset.partitionBy, ...dataset.stored.map((column) => column.name)].map(qualified);
  return [
    `SELECT ${columns.join(', ')}`,
    `FROM ${names.rows} AS data JOIN ${names.files} AS file ON data.${OWN.file} = file.${OWN.id}`,
    `WHERE ${conditions.join('\n  AND ')}`,
  ].join('\n');
}

/** Binds values of a column in its storage type: text and time do not compare. */
function typedBind(dataset: DatasetIr, name: string, bind: Bind): Bind {
  return (value) => `CAST(${bind(value)} AS ${duckdbType(groupType(dataset, name))})`;
}

function oneOf(column: string, values: readonly FilterValue[], bind: Bind): string {
  return values.length === 0 ? 'FALSE' : `${column} IN (${values.map(bind).join(', ')})`;
}

/** Rows behind a given one: the first columns are equal, the next is larger. Null is smaller than everything. */
function behindSql(
  dataset: DatasetIr,
  groupBy: readonly string[],
  after: readonly (string | null)[],
  bind: Bind,
): string {
  const values = groupBy.map((name, index) => {
    const value = after[index] ?? null;
    const column = `page.${quoteName(name)}`;
    return value === null
      ? { equal: `${column} IS NULL`, larger: `${column} IS NOT NULL` }
      : typedComparison(column, typedBind(dataset, name, bind)(value));
  });
  const steps = values.map(({ larger }, index) =>
    [...values.slice(0, index).map(({ equal }) => equal), larger].join(' AND '),
  );
  return steps.length === 0 ? 'FALSE' : steps.map((step) => `(${step})`).join(' OR ');
}

function typedComparison(column: string, value: string) {
  return { equal: `${column} = ${value}`, larger: `${column} > ${value}` };
}

/** Storage type of a column that rows are grouped by. Partition columns are strings, always. */
export function groupType(dataset: DatasetIr, name: string): ColumnType {
  return columnOf(dataset, name)?.type ?? { kind: 'string' };
}

/** All columns that rows can be told apart by: what `groupBy` is where a client leaves it out. */
export function allGroups(dataset: DatasetIr): readonly string[] {
  return groupColumns(dataset);
}
