import type { ColumnType, DatasetIr, MeasureIr } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';
import { binder, type PlannedQuery, type RowsRequest, type RowsSource, visibleRows } from './plan-rows.ts';

/** A planned query, and the measure that each of its columns speaks of. */
export interface OverflowQuery extends PlannedQuery {
  readonly measures: readonly string[];
}

/**
 * Asks of a roll-up that has failed whether it did because a sum leaves its type: one row, a boolean for each measure
 * that is added up. The sums are doubles here, which overflow nowhere. What DuckDB says of a failure is for people, and
 * changes from version to version.
 */
export function planOverflow(dataset: DatasetIr, source: RowsSource, rows: RowsRequest): OverflowQuery {
  const { parameters, bind } = binder();
  const visible = visibleRows(dataset, source, rows, { first: null, after: null }, bind);
  const added = dataset.columns.flatMap((column) => {
    if (column.role !== 'measure') return [];
    const limit = limitOf(column);
    return limit === null ? [] : [{ name: column.name, limit }];
  });
  const groups = rows.groupBy.map(quoteName);
  const sums = added.map(({ name, limit }) => {
    const sum = `abs(SUM(CAST(${quoteName(name)} AS DOUBLE)))`;
    return `coalesce(${sum} >= ${limit}, FALSE) AS ${quoteName(name)}`;
  });
  const sql = [
    `SELECT ${added.map(({ name }) => `bool_or(${quoteName(name)})`).join(', ')}`,
    `FROM (SELECT ${sums.join(', ')} FROM (\n${visible}\n)`,
    ...(groups.length === 0 ? [] : [`GROUP BY ${groups.join(', ')}`]),
    ')',
  ].join('\n');
  return { sql, parameters, measures: added.map(({ name }) => name) };
}

/** Where sums of a measure leave its type, a little less for what doubles round; null where nothing is added up. */
function limitOf({ agg, type }: MeasureIr): string | null {
  if (agg !== 'COUNT' && agg !== 'SUM') return null;
  const digits = limitOfType(type);
  return digits === null ? null : String(digits * (1 - 1e-9));
}

function limitOfType(type: ColumnType): number | null {
  switch (type.kind) {
    case 'int':
      return 2 ** 31;
    case 'bigint':
      return 2 ** 63;
    case 'decimal':
      return 10 ** (type.precision - type.scale);
    default:
      return null;
  }
}
