import { type DayScale, makeDayScale } from './day-scale.ts';
import { parseDay } from './days.ts';
import { linePath } from './path.ts';
import { orderPoints, type Series } from './series.ts';
import type { KnownPoint } from './summary.ts';
import { makeValueScale, type ValueScale } from './value-scale.ts';
import { element, round } from './xml.ts';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A point with its place. */
export interface Placed extends KnownPoint {
  readonly x: number;
  readonly y: number;
}

/** Splits known points into runs of days without a gap. */
export function splitRuns<T extends { readonly day: number }>(points: readonly T[]): T[][] {
  const runs: T[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run && run.at(-1)!.day === point.day - 1) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

export interface PanelOptions {
  readonly from?: string;
  readonly to?: string;
  readonly baseline: 'auto' | 'zero';
  /** One scale for several panels; from the series' own values if not given. */
  readonly values?: ValueScale;
}

/** The runs of one series in a box. */
export function layoutPanel(series: Series, box: Box, options: PanelOptions): Placed[][] {
  const points = orderPoints(series);
  const first = options.from === undefined ? (points[0]?.day ?? 0) : parseDay(options.from);
  const last = options.to === undefined ? (points.at(-1)?.day ?? first) : parseDay(options.to);
  const days: DayScale = makeDayScale(Math.min(first, last), Math.max(first, last), box.left, box.right, 0);
  const known = points.filter(
    (point): point is KnownPoint => point.value !== null && point.day >= days.first && point.day <= days.last,
  );
  const scale =
    options.values ??
    makeValueScale(
      known.map((point) => point.value),
      { zero: options.baseline === 'zero' ? 'always' : 'auto', count: 3 },
    );
  const placed = known.map((point) => ({
    ...point,
    x: days.at(point.day),
    y: box.bottom - scale.at(point.value) * (box.bottom - box.top),
  }));
  return splitRuns(placed);
}

/** A thin line with its gaps and its last point, hollow if that day is not finished. */
export function drawPanelLine(runs: readonly Placed[][], colour: string): string {
  const last = runs.at(-1)?.at(-1);
  const d = linePath(runs);
  const alone = runs.filter((run) => run.length === 1 && run[0] !== last).flat();
  return element(
    'g',
    { class: colour },
    d === '' ? '' : element('path', { class: 'dc-line dc-thin', fill: 'none', d }),
    alone.length === 0
      ? ''
      : element('path', {
          class: 'dc-line dc-thin',
          d: alone.map((point) => `M${round(point.x)},${round(point.y)}h0`).join(''),
        }),
    last
      ? element('circle', { class: last.unfinished ? 'dc-hollow' : 'dc-tip', cx: last.x, cy: last.y, r: 2.5 })
      : '',
  );
}
