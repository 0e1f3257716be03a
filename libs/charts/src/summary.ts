import { type DayPoint, orderPoints, type Series } from './series.ts';

/** A day whose value is known. */
export interface KnownPoint extends DayPoint {
  readonly value: number;
}

/** What a series says, in figures. Highest, lowest, first and last leave out an unfinished day; the earliest wins a tie. */
export interface SeriesSummary {
  readonly first: KnownPoint | null;
  readonly last: KnownPoint | null;
  readonly highest: KnownPoint | null;
  readonly lowest: KnownPoint | null;
  /** The day still running, if the series ends with one. */
  readonly unfinished: KnownPoint | null;
  /** Days with a value, the unfinished one included. */
  readonly knownDays: number;
  /** Days between the first and the last point (whatever their values) that have no value. */
  readonly missingDays: number;
  readonly correctedDays: number;
}

/** Reads the figures off a series that are written beside its line. */
export function summariseSeries(series: Series): SeriesSummary {
  const points = orderPoints(series);
  const known = points.filter((point): point is KnownPoint => point.value !== null);
  const finished = known.filter((point) => !point.unfinished);
  const pick = (better: (a: number, b: number) => boolean) =>
    finished.reduce<KnownPoint | null>(
      (best, point) => (best === null || better(point.value, best.value) ? point : best),
      null,
    );
  const newest = known.at(-1);
  const span = points.length === 0 ? 0 : points.at(-1)!.day - points[0]!.day + 1;
  return {
    first: finished[0] ?? null,
    last: finished.at(-1) ?? null,
    highest: pick((a, b) => a > b),
    lowest: pick((a, b) => a < b),
    unfinished: newest?.unfinished ? newest : null,
    knownDays: known.length,
    missingDays: span - known.length,
    correctedDays: known.filter((point) => point.corrected).length,
  };
}
