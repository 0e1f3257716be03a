import { slotAt } from './colours.ts';
import { createDateFormat } from './dates.ts';
import { type DayScale, dayTicks, makeDayScale, weekendBands } from './day-scale.ts';
import { parseDay } from './days.ts';
import { type ChartFrame, sizeOf } from './frame.ts';
import type { LaidDay, LaidLine, LineLayout } from './line-geometry.ts';
import { endLabels, labelWidth } from './line-labels.ts';
import { markExtremes } from './line-marks.ts';
import { createNumberFormat } from './numbers.ts';
import { splitRuns } from './panel.ts';
import { type DayPoint, orderPoints, type Series } from './series.ts';
import type { KnownPoint } from './summary.ts';
import { LINE, measureText } from './text.ts';
import { makeValueScale } from './value-scale.ts';

/** Lines over days. */
export interface LineChartSpec extends ChartFrame {
  readonly series: readonly Series[];
  /** First and last day of the axis, `YYYY-MM-DD`; those of the main series if not given. Points outside are left out. */
  readonly from?: string;
  readonly to?: string;
  /** Fills down to zero, which the axis then always includes. For one series. */
  readonly area?: boolean;
  /** `zero` always starts the axis at zero; `auto` (default) does unless the values keep far from it, and then says so. */
  readonly baseline?: 'auto' | 'zero';
}

/** Works out a line chart. */
export function layoutLineChart(spec: LineChartSpec): LineLayout {
  const series = spec.series.map((one) => ({ ...one, points: orderPoints(one) }));
  const [first, last] = dayDomain(spec, series);
  const inside = series.map((one) => ({
    ...one,
    points: one.points.filter((point) => point.day >= first && point.day <= last),
  }));
  const values = inside.flatMap((one) =>
    one.points.flatMap((point) => (point.value === null ? [] : [point.value])),
  );
  // Nothing to see needs no room.
  const size = sizeOf(spec.width, (narrow) => (values.length === 0 ? 80 : narrow ? 300 : 340));
  const zero = spec.area || spec.baseline === 'zero' ? 'always' : 'auto';
  const scale = makeValueScale(values, { zero, count: 4, unit: spec.unit, locale: spec.locale });

  const format = createNumberFormat(spec);
  const axisWidth = Math.ceil(Math.max(0, ...scale.ticks.map((tick) => measureText(tick.label))));
  const left = Math.min(axisWidth + 8, size.width * 0.35);
  const right = size.width - labelWidth(inside, size, format) - 4;
  const plot = {
    left,
    right: Math.max(right, left + 20),
    top: LINE + 8,
    bottom: size.height - 2 * LINE - 8 - (scale.startsAt ? LINE : 0),
  };
  const x = makeDayScale(first, last, plot.left, plot.right);
  const y = (value: number) => plot.bottom - scale.at(value) * (plot.bottom - plot.top);

  const lines = inside.map((one, index): LaidLine => {
    const laid = one.points
      .filter((point): point is KnownPoint => point.value !== null)
      .map((point) => ({ ...point, x: x.at(point.day), y: y(point.value) }));
    return {
      name: one.name,
      slot: one.slot ?? slotAt(index),
      comparison: one.role === 'comparison',
      runs: splitRuns(laid),
    };
  });
  return {
    size,
    plot,
    gridlines: scale.ticks.map((tick) => ({ y: y(tick.value), label: tick.label, zero: tick.value === 0 })),
    dayTicks: dayTicks(x, spec.locale),
    weekends: weekendBands(x),
    axisNote: scale.startsAt === null ? null : `Axis starts at ${scale.startsAt}, not at zero`,
    empty: values.length === 0,
    lines,
    ends: endLabels(lines, plot, size, format),
    marks: markExtremes(lines, plot, format, spec.locale),
    days: layDays(inside, x, y, spec),
    dayWidth: x.step,
  };
}

type Ordered = Omit<Series, 'points'> & { readonly points: readonly DayPoint[] };

/** From what is asked for, else from the main series, else from any; an empty chart gets one day. */
function dayDomain(spec: LineChartSpec, series: readonly Ordered[]): [number, number] {
  const main = series.filter((one) => one.role !== 'comparison' && one.points.length > 0);
  const days = (main.length > 0 ? main : series).flatMap((one) => one.points.map((point) => point.day));
  const first = spec.from ? parseDay(spec.from) : days.reduce((a, b) => Math.min(a, b), days[0] ?? 0);
  const last = spec.to ? parseDay(spec.to) : days.reduce((a, b) => Math.max(a, b), days[0] ?? first);
  return [Math.min(first, last), Math.max(first, last)];
}

function layDays(
  series: readonly Ordered[],
  x: DayScale,
  y: (value: number) => number,
  spec: LineChartSpec,
): LaidDay[] {
  const format = createNumberFormat(spec);
  const date = createDateFormat({ locale: spec.locale, style: 'weekday' });
  const days = new Map<
    number,
    { date: string; values: { name: string; text: string; y: number | null }[] }
  >();
  for (const one of series) {
    for (const point of one.points) {
      const day = days.get(point.day) ?? { date: point.date, values: [] };
      days.set(point.day, day);
      day.values.push({
        name: one.name,
        text: writePoint(point),
        y: point.value === null ? null : y(point.value),
      });
    }
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, { date: iso, values }]) => ({ date: iso, x: x.at(day), label: date(iso), values }));

  function writePoint(point: DayPoint): string {
    if (point.value === null)
      return point.reason ? `${format.exact(null)} (${point.reason})` : `${format.exact(null)} (no data)`;
    const remarks = [
      point.sourceDate === undefined ? null : date(point.sourceDate),
      point.unfinished ? 'day not finished' : null,
      point.corrected ? 'corrected' : null,
    ].filter((remark) => remark !== null);
    return format.exact(point.value) + (remarks.length > 0 ? ` (${remarks.join(', ')})` : '');
  }
}
