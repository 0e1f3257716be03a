import { parseDay } from './days.ts';

/** One day of a series. `value` null, NaN or infinite, and a day that is absent, all mean: nothing known, a gap. */
export interface Point {
  /** Where it stands on the axis, `YYYY-MM-DD`. */
  readonly date: string;
  readonly value: number | null;
  /** The day is still running: drawn hollow, left out of highest, lowest and change. */
  readonly unfinished?: boolean;
  /** The day was published again with other figures: drawn with a diamond. */
  readonly corrected?: boolean;
  /** Why `value` is null, for people. */
  readonly reason?: string;
  /** The day the value is really of, when a comparison period is drawn at another. */
  readonly sourceDate?: string;
}

/** A colour's place in the palette: 1 to 6, or grey for what stays in the background. */
export type ColourSlot = 1 | 2 | 3 | 4 | 5 | 6 | 'rest';

export interface Series {
  readonly name: string;
  /** In any order; a date may stand in it once. */
  readonly points: readonly Point[];
  /** From {@link assignColours} where the name is a category. Default: 1 for the first series, 2 for the next … */
  readonly slot?: ColourSlot;
  /** `comparison`: another period or a target, thin and dashed, never marked. */
  readonly role?: 'main' | 'comparison';
}

/** A point with its day as a number, and a value that can be drawn or is null. */
export interface DayPoint extends Point {
  readonly day: number;
}

/** Points oldest first, with days as numbers; what can't be drawn becomes null. A date that stands twice throws. */
export function orderPoints(series: Series): DayPoint[] {
  const points = series.points
    .map((point) => ({ ...point, day: parseDay(point.date), value: finiteOrNull(point.value) }))
    .sort((a, b) => a.day - b.day);
  for (const [index, point] of points.entries()) {
    if (index > 0 && points[index - 1]!.day === point.day) {
      throw new RangeError(`Series "${series.name}" has two values for ${point.date}.`);
    }
  }
  return points;
}

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
