import type { DatasetIr } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../errors.ts';
import type { DayCounts } from '../read/day-counts.ts';
import { dayColumn } from './publish-record.ts';

/**
 * Every record that was read must have gone somewhere.
 * @throws COUNTS_DISAGREE
 */
export function checkCounts(days: readonly DayCounts[]): void {
  for (const { day, rowsRead, rowsAggregated, rowsDuplicate, rowsQuarantined } of days) {
    if (rowsRead === rowsAggregated + rowsDuplicate + rowsQuarantined) continue;
    throw pipelineError('COUNTS_DISAGREE', {
      day,
      read: rowsRead,
      aggregated: rowsAggregated,
      duplicates: rowsDuplicate,
      quarantined: rowsQuarantined,
    });
  }
}

interface Rule {
  readonly column: string;
  readonly problem: string;
  /** SQL, true for a row that must not be published. */
  readonly broken: string;
}

/**
 * Holds the rows against the contract, before anybody can see them: required columns have a value, no figure is NaN
 * or infinite (neither is JSON), and rows add up to the events of each day.
 *
 * @param rows relation with the partition columns and the stored columns.
 * @throws ROWS_INVALID, COUNTS_DISAGREE
 */
export async function checkRows(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  rows: string,
  rowsAggregated: ReadonlyMap<string, number>,
): Promise<void> {
  const day = quoteName(dayColumn(dataset));
  const rules = rulesOf(dataset);
  const checks = rules.flatMap(({ broken }) => [
    `CAST(COUNT(*) FILTER (WHERE ${broken}) AS DOUBLE)`,
    `MIN(${day}) FILTER (WHERE ${broken})`,
  ]);
  const result = await connection.runAndReadAll(`SELECT ${checks.join(', ')} FROM ${rows}`);
  const found = result.getRowsJS()[0] ?? [];
  for (const [index, { column, problem }] of rules.entries()) {
    const count = found[index * 2] as number;
    if (count === 0) continue;
    throw pipelineError('ROWS_INVALID', {
      dataset: dataset.name,
      column,
      problem,
      count,
      day: found[index * 2 + 1] ?? 'a day that is null',
    });
  }
  await checkTotals(connection, dataset, rows, rowsAggregated);
}

function rulesOf(dataset: DatasetIr): Rule[] {
  const required = [
    ...dataset.partitionBy,
    ...dataset.stored.filter(({ nullable }) => !nullable).map(({ name }) => name),
  ];
  const floats = dataset.stored.filter(({ type }) => type.kind === 'double').map(({ name }) => name);
  return [
    ...required.map((column) => ({ column, problem: 'no value', broken: `${quoteName(column)} IS NULL` })),
    ...floats.map((column) => ({
      column,
      problem: 'NaN or infinity',
      broken: `NOT isfinite(${quoteName(column)})`,
    })),
  ];
}

/** The column that counts all events of a row; null where a dataset has none. */
export function eventCounter(dataset: DatasetIr): string | null {
  const counter = dataset.columns.find(
    (column) =>
      column.role === 'measure' && column.agg === 'COUNT' && column.of === null && column.where === null,
  );
  return counter?.name ?? null;
}

/** Where a dataset counts all of its events, the counts must be those of the input. */
async function checkTotals(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  rows: string,
  rowsAggregated: ReadonlyMap<string, number>,
): Promise<void> {
  const counter = eventCounter(dataset);
  if (counter === null) return;
  const day = quoteName(dayColumn(dataset));
  const result = await connection.runAndReadAll(
    `SELECT ${day}, CAST(SUM(${quoteName(counter)}) AS DOUBLE) FROM ${rows} GROUP BY 1`,
  );
  const totals = new Map(result.getRowsJS().map(([key, total]) => [key as string, total as number]));
  for (const [key, expected] of rowsAggregated) {
    const actual = totals.get(key) ?? 0;
    if (actual !== expected) {
      throw pipelineError('ROWS_LOST', { dataset: `${dataset.name}, ${key}`, expected, actual });
    }
  }
}
