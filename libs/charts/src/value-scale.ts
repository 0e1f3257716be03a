import { nice, ticks as ticksBetween } from 'd3-array';
import type { NumberOptions } from './numbers.ts';
import { writeTick, writeTicks } from './tick-format.ts';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** From values to 0 … 1 along an axis, and where its gridlines are. */
export interface ValueScale {
  readonly ticks: readonly Tick[];
  /** What a line that doesn't start at zero says: the label at its foot. Null where the axis includes zero. */
  readonly startsAt: string | null;
  /** 0 at the low end of the axis, 1 at the high end. */
  at(value: number): number;
}

export interface ValueScaleOptions extends NumberOptions {
  /** `always` for bars and areas; `auto` leaves zero out where the values keep to the upper part of the axis. */
  readonly zero: 'always' | 'auto';
  /** About how many gridlines. */
  readonly count: number;
}

/** Values that keep within this share of the largest are told apart only without zero. */
const ZERO_BELOW = 0.4;

/** An axis over values (finite ones only): nice ends, three to five gridlines, the unit on the outermost label alone. */
export function makeValueScale(values: readonly number[], options: ValueScaleOptions): ValueScale {
  let [low, high] = values.length === 0 ? [0, 1] : extent(values);
  if (options.zero === 'always' || !keepsFromZero(low, high))
    [low, high] = [Math.min(low, 0), Math.max(high, 0)];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)];

  const step = timeStep(options.unit, Math.max(Math.abs(low), Math.abs(high)));
  // Doubles overflow when the ends of the axis are subtracted: such values are scaled down first.
  const factor = step * magnitudeFactor(Math.max(Math.abs(low), Math.abs(high)));
  const [bottom, top, scaled] = niceAxis(low / factor, high / factor, options.count);
  const ticks = scaled.map((tick) => tick * factor).filter(Number.isFinite);
  const labels = writeTicks(ticks, step, options);
  const axisEnd = bottom > 0 ? bottom : top < 0 ? top : null;
  return {
    ticks: ticks.map((value, index) => ({ value, label: labels[index]! })),
    startsAt: axisEnd === null ? null : writeTick(axisEnd * factor, step, options),
    at: (value) => Math.min(1, Math.max(0, (value / factor - bottom) / (top - bottom))),
  };
}

/** Most gridlines a chart may have, the one at zero included. */
const MOST_TICKS = 6;

/** Nice ends and ticks between them; fewer are asked for until no more than enough come back. */
function niceAxis(low: number, high: number, count: number): [number, number, number[]] {
  for (let wanted = count; ; wanted--) {
    const [bottom, top] = nice(low, high, wanted);
    const ticks = ticksBetween(bottom, top, wanted);
    if (ticks.length <= MOST_TICKS || wanted <= 1) return [bottom, top, ticks];
  }
}

function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function keepsFromZero(low: number, high: number): boolean {
  if (low <= 0 && high >= 0) return false;
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const spread = high / largest - low / largest;
  return spread > 1e-9 && spread < ZERO_BELOW;
}

/** Seconds are counted in minutes, hours or days where they are many. */
function timeStep(unit: string | null | undefined, largest: number): number {
  if (unit !== 's' || largest < 300 || largest >= 1e15) return 1;
  return largest < 7_200 ? 60 : largest < 345_600 ? 3_600 : 86_400;
}

function magnitudeFactor(largest: number): number {
  return largest > 1e150 || (largest > 0 && largest < 1e-150)
    ? 10 ** Math.max(-300, Math.floor(Math.log10(largest)))
    : 1;
}
