import type { DatasetIr } from '@datahub/contract';
import type { ServedVersion } from '../serving/served-version.ts';
import { allGroups, type PageRequest, type RowsRequest } from './plan-rows.ts';

const GROWTH = 8;

/**
 * Rows that are asked for as they are stored come day after day, so that a page needs a few days only, not a sort of
 * everything. Where to look for it: ranges that grow, from the one that should do to all that was asked for. A row
 * that a range leaves out comes behind all rows that are in it.
 */
export function* pageWindows(
  dataset: DatasetIr,
  version: ServedVersion,
  rows: RowsRequest,
  page: PageRequest,
): Generator<RowsRequest> {
  const [day = ''] = dataset.partitionBy;
  const isByDay = rows.groupBy[0] === day && rows.groupBy.length === allGroups(dataset).length;
  const hasDays = version.partitions.every(({ values }) => values[day] != null); // null would come first
  if (page.first !== null && isByDay && hasDays) {
    const counts = rowsByDay(version, rows, page.after?.[0] ?? null);
    let wanted = page.first;
    let sum = 0;
    for (const [date, count] of counts.slice(0, -1)) {
      sum += count;
      if (sum < wanted) continue;
      yield { ...rows, to: date };
      wanted *= GROWTH;
    }
  }
  yield rows;
}

/** Days that the page can reach, with their rows. Of the day that it begins in, nobody knows how many are behind it. */
function rowsByDay(
  { days }: ServedVersion,
  { from, to, filter }: RowsRequest,
  begin: string | null,
): readonly (readonly [string, number])[] {
  return [...days]
    .filter(([date]) => (from === null || date >= from) && (to === null || date <= to))
    .filter(([date]) => begin === null || date >= begin)
    .map(([date, partitions]) => {
      if (date === begin) return [date, 0] as const;
      const matching = partitions.filter(({ values }) =>
        Object.entries(filter).every(
          ([name, allowed]) => !(name in values) || allowed.includes(values[name] ?? ''),
        ),
      );
      return [date, matching.reduce((sum, { rows }) => sum + rows, 0)] as const;
    });
}
