import { type Figure, figureOf, type GroupColumn, type Row, shown } from './dataset.ts';
import type { Figures } from './overview.ts';
import type { Period } from './period.ts';
import type { ViewState } from './view-state.ts';

/** What the table shows. */
export interface ChosenRows {
  /** What there is a row for. */
  readonly column: GroupColumn;
  /** By the size of the measure, largest first; by day, newest first. */
  readonly now: readonly Row[];
  /** Null where nothing is compared. */
  readonly before: readonly Row[] | null;
  /** From the API's own roll-up; null where it would not be that of the rows. */
  readonly total: Row | null;
  readonly totalBefore: Row | null;
  /** Days between a row and its counterpart: 0 unless rows are days. */
  readonly shift: number;
  readonly period: Period;
  /** Null where the rows are of all regions. */
  readonly region: string | null;
}

/** The rows that a view's table has, in order. */
export function chooseRows(figures: Figures, { table, region }: ViewState, measure: Figure): ChosenRows {
  const { now, before, comparison, period, chart } = figures;
  switch (table) {
    case 'kind':
      return {
        column: shown.kind,
        now: sortRows(now.byKind, measure),
        before: before?.byKind ?? null,
        total: now.total,
        totalBefore: before?.total ?? null,
        shift: 0,
        period,
        region,
      };
    case 'region':
      return {
        column: shown.region,
        now: sortRows(now.byRegion, measure),
        before: before?.byRegion ?? null,
        total: now.totalOfRegions,
        totalBefore: before?.totalOfRegions ?? null,
        shift: 0,
        period,
        region: null,
      };
    case 'day':
      return {
        column: shown.day,
        now: figures.daily.toReversed(),
        before: comparison && figures.dailyBefore,
        // A single day's chart reaches four weeks back: the day's total is not that of these rows.
        total: chart.from === period.from ? now.total : null,
        totalBefore: before?.total ?? null,
        shift: comparison?.shift ?? 0,
        period: chart,
        region,
      };
  }
}

/** Largest first, nothing known last; rows of one size stay in the API's order. */
export function sortRows(rows: readonly Row[], figure: Figure): Row[] {
  return rows.toSorted((a, b) => {
    const [one, other] = [figureOf(a, figure), figureOf(b, figure)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return other - one;
  });
}
