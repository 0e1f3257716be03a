import type { DatasetShape } from '@datahub/contract/gatsby';
import { pluginError } from '../errors.ts';
import type { Row } from '../read/check-answer.ts';
import type { Fetched, Figures } from '../read/fetch-sync.ts';
import { partitionKey } from './partition.ts';
import type { SyncPlan } from './plan-sync.ts';

/**
 * Holds everything that was fetched against the list of changes and against itself, before a node is touched: rows of
 * each partition, no row twice, and every roll-up's counts against its total.
 *
 * @throws DATAHUB_ROWS_DIFFER
 */
export function checkSync(shape: DatasetShape, plan: SyncPlan, fetched: Fetched): void {
  const differ = (reason: string) => pluginError('DATAHUB_ROWS_DIFFER', { dataset: shape.name, reason });

  for (const [key, partition] of plan.changed) {
    const rows = fetched.rows.get(key) ?? [];
    if (rows.length !== partition.rows) {
      throw differ(
        `${partition.values.join(', ')} should have ${partition.rows} rows and came with ${rows.length}`,
      );
    }
    const names = new Set(
      rows.map((row) => partitionKey(shape.dimensions.map((column) => String(row[column])))),
    );
    if (names.size !== rows.length) throw differ(`${partition.values.join(', ')} has a row twice`);
  }
  for (const key of fetched.rows.keys()) {
    if (!plan.changed.has(key))
      throw differ(`rows came of ${key}, which the list of partitions does not have`);
  }

  for (const [day, figures] of fetched.days) checkFigures(shape, day, figures, differ);
  for (const [group, values] of fetched.groups) {
    for (const [value, figures] of values) checkFigures(shape, `${group} ${value}`, figures, differ);
  }
  if (plan.next.size > 0) checkFigures(shape, 'the whole', fetched.overview, differ);
  checkDays(shape, plan, fetched, differ);
}

/** Counts add up whatever they are kept apart by; means and extremes need not, so they are left to the API. */
function checkFigures(
  { counts }: DatasetShape,
  what: string,
  figures: Figures,
  differ: (reason: string) => Error,
): void {
  const [total, ...more] = figures.get('total') ?? [];
  if (total === undefined || more.length > 0)
    throw differ(`${what} has ${total ? more.length + 1 : 'no'} totals`);
  for (const [field, rows] of figures) {
    for (const column of counts) {
      const sum = sumOf(rows, column);
      if (sum !== total[column])
        throw differ(`${column} of ${what} is ${total[column]}, its ${field} adds up to ${sum}`);
    }
  }
}

/** Rows of a day against the day's total, where all of the day was fetched. */
function checkDays(
  { counts }: DatasetShape,
  plan: SyncPlan,
  fetched: Fetched,
  differ: (reason: string) => Error,
): void {
  const rowsOfDay = new Map<string, Row[] | null>();
  for (const [key, { values }] of plan.next) {
    const day = values[0] as string;
    const known = rowsOfDay.get(day);
    const rows = plan.changed.has(key) ? (fetched.rows.get(key) ?? []) : null;
    rowsOfDay.set(day, known === null || rows === null ? null : [...(known ?? []), ...rows]);
  }
  for (const [day, figures] of fetched.days) {
    const rows = rowsOfDay.get(day);
    const total = figures.get('total')?.[0];
    if (!rows || !total) continue;
    for (const column of counts) {
      const sum = sumOf(rows, column);
      if (sum !== total[column])
        throw differ(`${column} of ${day} is ${total[column]}, its rows add up to ${sum}`);
    }
  }
}

function sumOf(rows: readonly Row[], column: string): number {
  return rows.reduce((sum, row) => sum + (row[column] as number), 0);
}
