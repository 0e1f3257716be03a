import type { DatasetIr } from '@datahub/contract';
import { pipelineError } from '../errors.ts';
import type { DayCounts } from '../read/day-counts.ts';

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

/** The column that counts all events of a row; null where a dataset has none. */
export function eventCounter(dataset: DatasetIr): string | null {
  if (dataset.sql !== null) return null; // counts whatever its SQL does
  const counter = dataset.columns.find(
    (column) =>
      column.role === 'measure' && column.agg === 'COUNT' && column.of === null && column.where === null,
  );
  return counter?.name ?? null;
}
