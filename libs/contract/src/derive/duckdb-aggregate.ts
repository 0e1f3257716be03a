import { duckdbType } from '../column-type.ts';
import type { ColumnType, DatasetIr, DerivedIr, DimensionIr, Grain, MeasureIr } from '../ir.ts';

/** A name in double quotes, for DuckDB. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string in single quotes, for DuckDB and Spark. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The mean from its sum and its count. A sum over decimals is exact; only the quotient is a double.
 * NULLIF makes "no events" null.
 */
export function meanSql(sum: string, count: string): string {
  return `CAST(${sum} AS DOUBLE) / NULLIF(${count}, 0)`;
}

/** DuckDB stores the HUGEINT that a sum of integers gives as DOUBLE, without a word: every sum is cast. */
function cast(expression: string, type: ColumnType): string {
  return `CAST(${expression} AS ${duckdbType(type)})`;
}

function measureColumns(measure: MeasureIr): string[] {
  const filter = measure.where === null ? '' : ` FILTER (WHERE ${measure.where})`;
  const of = measure.of === null ? '*' : quoteName(measure.of);
  if (measure.parts) {
    const { sum, count } = measure.parts;
    return [
      `${meanSql(`SUM(${of})${filter}`, `COUNT(${of})${filter}`)} AS ${quoteName(measure.name)}`,
      `${cast(`SUM(${of})${filter}`, sum.type)} AS ${quoteName(sum.name)}`,
      `${cast(`COUNT(${of})${filter}`, count.type)} AS ${quoteName(count.name)}`,
    ];
  }
  return [`${cast(`${measure.agg}(${of})${filter}`, measure.type)} AS ${quoteName(measure.name)}`];
}

/** A derived figure, where the measures of its row are columns. */
export function derivedSql({ expr, type }: DerivedIr): string {
  return cast(expr, type);
}

/** Puts derived figures beside the measures they are made of; `inner` has all other columns. */
function withDerived(dataset: DatasetIr, columns: readonly string[], inner: string): string {
  if (!dataset.columns.some((column) => column.role === 'derived')) return inner;
  const outer = columns.map((name) => {
    const column = dataset.columns.find((candidate) => candidate.name === name);
    return column?.role === 'derived' ? `${derivedSql(column)} AS ${quoteName(name)}` : quoteName(name);
  });
  return `SELECT\n  ${outer.join(',\n  ')}\nFROM (\n${inner}\n)`;
}

/**
 * SELECT that makes the rows of a dataset from its events.
 *
 * @param events name of a relation with the event's columns, typed, and `run_date` (`YYYY-MM-DD`, text).
 * @returns columns: partition columns, then stored columns in the order of the files; sorted, so that the same
 *   events give the same bytes.
 */
export function aggregateSql(dataset: DatasetIr, events = 'events'): string {
  const inner =
    dataset.sql === null ? groupedSql(dataset, events) : suppliedSql(dataset, dataset.sql, events);
  const names = [...dataset.partitionBy, ...dataset.stored.map((column) => column.name)];
  const order = [...dataset.partitionBy, ...dimensionsOf(dataset).map(({ name }) => name)].map(
    (name) => `${quoteName(name)} NULLS FIRST`,
  );
  const rows = withDerived(dataset, names, inner);
  // Dimensions may stand anywhere in the SDL; the files keep the SDL's order.
  return `SELECT\n  ${names.map(quoteName).join(',\n  ')}\nFROM (\n${rows}\n)\nORDER BY ${order.join(', ')}`;
}

/** Rows as dimensions and measures say them. */
function groupedSql(dataset: DatasetIr, events: string): string {
  const dimensions = dimensionsOf(dataset).map(
    (column) => `${cutSql(quoteName(column.of), column.grain, dataset.zone)} AS ${quoteName(column.name)}`,
  );
  const partitions = dataset.partitionBy.map(quoteName);
  const measures = dataset.columns.flatMap((column) =>
    column.role === 'measure' ? measureColumns(column) : [],
  );
  return [
    `SELECT\n  ${[...partitions, ...dimensions, ...measures].join(',\n  ')}`,
    `FROM ${events}`,
    `GROUP BY ${ordinals(partitions.length + dimensions.length)}`,
  ].join('\n');
}

/** Rows as the dataset's own SELECT gives them, in the types of the contract. */
function suppliedSql(dataset: DatasetIr, sql: string, events: string): string {
  const columns = dataset.columns.flatMap((column) =>
    column.role === 'derived'
      ? []
      : [`${cast(quoteName(column.name), column.type)} AS ${quoteName(column.name)}`],
  );
  const names = [...dataset.partitionBy.map(quoteName), ...columns];
  const given = events === 'events' ? '' : `WITH events AS (SELECT * FROM ${events})\n`;
  return `${given}SELECT\n  ${names.join(',\n  ')}\nFROM (\n${sql}\n)`;
}

/**
 * An instant (SQL; in parentheses where it is more than a name), cut to a grain in the dataset's zone: an hour of
 * Kathmandu is not an hour of UTC. An hour is what is left when minutes and less are taken away, so that the one which
 * comes twice when summer ends stays two hours.
 */
export function cutSql(column: string, grain: Grain | null, zone: string): string {
  const local = `${column} AT TIME ZONE ${quoteText(zone)}`;
  if (grain === null) return column;
  if (grain === 'HOUR' && zone === 'UTC') return utcHour(column);
  if (grain === 'HOUR') return `${column} - ((${local}) - date_trunc('hour', ${local}))`;
  return `date_trunc(${quoteText(grain.toLowerCase())}, ${local}) AT TIME ZONE ${quoteText(zone)}`;
}

const HOUR_MICROS = 3_600_000_000;

/** Asking DuckDB for the local time of every event costs ten times as much; an hour of UTC is mere arithmetic. */
function utcHour(column: string): string {
  const micros = `epoch_us(${column})`;
  // The remainder has the sign of what is divided, which is negative before 1970.
  return `make_timestamptz(${micros} - ((${micros} % ${HOUR_MICROS}) + ${HOUR_MICROS}) % ${HOUR_MICROS})`;
}

/**
 * SELECT that rolls stored rows up to fewer columns, by what each measure means.
 *
 * @param rows name of a relation with the table's columns, partition columns included.
 * @param groupBy partition columns and dimensions to keep apart; none gives one row (none at all, over no rows).
 * @returns columns: `groupBy`, then every measure and derived figure by name.
 */
export function rollUpSql(dataset: DatasetIr, rows: string, groupBy: readonly string[]): string {
  const keys = [...dataset.partitionBy, ...dimensionsOf(dataset).map(({ name }) => name)];
  const isStored = keys.every((name) => groupBy.includes(name));
  const measures = dataset.columns.flatMap((column) => {
    if (column.role !== 'measure') return [];
    const of = quoteName(column.name);
    if (column.parts) {
      const sum = `SUM(${quoteName(column.parts.sum.name)})`;
      return [`${meanSql(sum, `SUM(${quoteName(column.parts.count.name)})`)} AS ${of}`];
    }
    if (column.agg === 'NONE') {
      // Where everything is kept apart, a group is one row.
      const value = isStored ? `ANY_VALUE(${of})` : 'NULL';
      return [`${cast(value, column.type)} AS ${of}`];
    }
    const roll = column.agg === 'COUNT' ? 'SUM' : column.agg;
    return [`${cast(`${roll}(${of})`, column.type)} AS ${of}`];
  });
  const inner = [
    `SELECT ${[...groupBy.map(quoteName), ...measures].join(', ')}`,
    `FROM ${rows}`,
    groupBy.length > 0 ? `GROUP BY ${ordinals(groupBy.length)}` : 'HAVING COUNT(*) > 0',
  ].join('\n');
  const figures = dataset.columns
    .filter((column) => column.role !== 'dimension')
    .map((column) => column.name);
  return withDerived(dataset, [...groupBy, ...figures], inner);
}

function dimensionsOf(dataset: DatasetIr): DimensionIr[] {
  return dataset.columns.filter((column) => column.role === 'dimension');
}

function ordinals(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(', ');
}
