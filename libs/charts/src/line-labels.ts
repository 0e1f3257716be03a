import { createDateFormat } from './dates.ts';
import type { Size } from './frame.ts';
import type { EndLabel, LaidLine, LineLayout, Mark } from './line-geometry.ts';
import type { NumberFormat } from './numbers.ts';
import type { DayPoint, Series } from './series.ts';
import { LINE, measureBold, measureText, placeLabels, truncate } from './text.ts';

const LEADER = 16;

/** Room to the right of the plot for the labels at the line ends, px. */
export function labelWidth(
  series: readonly (Omit<Series, 'points'> & { readonly points: readonly DayPoint[] })[],
  size: Size,
  format: NumberFormat,
): number {
  const named = series.length > 1;
  const widths = series.flatMap((one) => {
    const last = one.points.findLast((point) => point.value !== null);
    if (!last) return [];
    const { name, value, stacked } = labelText(
      one.name,
      last,
      named,
      one.role === 'comparison',
      size,
      format,
    );
    if (stacked) return [measureBold(name ?? ''), measureText(value ?? '')];
    return [measureBold(name ?? '') + measureText(name && value ? ` ${value}` : (value ?? ''))];
  });
  return Math.ceil(Math.min(size.width * 0.42, Math.max(8, ...widths) + (named ? LEADER : 8)));
}

/** Name and value of a line: one after the other in a wide drawing, one under the other in a narrow one. */
function labelText(
  fullName: string,
  last: DayPoint,
  named: boolean,
  comparison: boolean,
  size: Size,
  format: NumberFormat,
): Pick<EndLabel, 'name' | 'value' | 'stacked'> {
  const value = comparison ? null : format.headline(last.value) + (last.unfinished ? ' so far' : '');
  if (!named) return { name: null, value, stacked: false };
  const stacked = size.narrow && value !== null;
  const room =
    size.width * (size.narrow ? 0.3 : 0.34) - (stacked || value === null ? 0 : measureText(` ${value}`));
  return { name: truncate(fullName, Math.max(room, 40)), value, stacked };
}

/** Labels at the line ends, apart from each other; those that have no room left are dropped, comparison and grey ones first. */
export function endLabels(
  lines: readonly LaidLine[],
  plot: LineLayout['plot'],
  size: Size,
  format: NumberFormat,
): EndLabel[] {
  const named = lines.length > 1;
  const height = named && size.narrow ? 2 * LINE : LINE;
  const room = Math.max(1, Math.floor((plot.bottom - plot.top + LINE) / height));
  const ended = lines
    .flatMap((line) => {
      const end = line.runs.at(-1)?.at(-1);
      return end ? [{ line, end }] : [];
    })
    .sort((a, b) => importance(b.line) - importance(a.line))
    .slice(0, room);
  const top = plot.top - LINE / 2 + height / 2;
  const ys = placeLabels(
    ended.map(({ end }) => end.y),
    height,
    top,
    Math.max(top, plot.bottom + LINE / 2 - height / 2),
  );
  return ended.map(({ line, end }, index) => ({
    slot: line.slot,
    comparison: line.comparison,
    from: end,
    // A lone line that ends early has its value where it ends, for nothing comes after.
    x: named ? plot.right + LEADER : end.x + 8,
    y: ys[index]!,
    ...labelText(line.name, end, named, line.comparison, size, format),
  }));
}

function importance(line: LaidLine): number {
  return line.comparison ? 0 : line.slot === 'rest' ? 1 : 2;
}

/** Highest and lowest of all finished days of the main lines, written where they are; not where the label at the line's end says it already. */
export function markExtremes(
  lines: readonly LaidLine[],
  plot: LineLayout['plot'],
  format: NumberFormat,
  locale: string | undefined,
): Mark[] {
  const date = createDateFormat({ locale, style: 'short', year: false });
  const main = lines.filter((line) => !line.comparison && line.slot !== 'rest');
  const points = main.flatMap((line) => line.runs.flat()).filter((point) => !point.unfinished);
  const [head, ...others] = points;
  if (!head) return [];
  const highest = others.reduce((best, point) => (point.value > best.value ? point : best), head);
  const lowest = others.reduce((best, point) => (point.value < best.value ? point : best), head);
  if (highest.value === lowest.value) return [];
  const ends = new Set(main.map((line) => line.runs.at(-1)?.at(-1)));

  const marks: Mark[] = [];
  for (const [kind, point] of [
    ['highest', highest],
    ['lowest', lowest],
  ] as const) {
    if (ends.has(point)) continue;
    const text = `${format.headline(point.value)}, ${date(point.date)}`;
    const half = measureText(text) / 2;
    if (half * 2 > plot.right - plot.left) continue;
    const anchor = point.x - half < plot.left ? 'start' : point.x + half > plot.right ? 'end' : 'middle';
    const below = kind === 'lowest' && point.y + LINE + 4 < plot.bottom;
    const mark: Mark = {
      kind,
      point,
      text,
      x:
        anchor === 'start'
          ? Math.max(plot.left + 2, Math.min(point.x, plot.right - half * 2))
          : anchor === 'end'
            ? Math.min(plot.right, Math.max(point.x, plot.left + half * 2))
            : point.x,
      y: below ? point.y + LINE : Math.max(12, point.y - 9),
      anchor,
    };
    if (!marks.some((other) => overlaps(other, mark))) marks.push(mark);
  }
  return marks;
}

function overlaps(a: Mark, b: Mark): boolean {
  const start = (mark: Mark) =>
    mark.x - measureText(mark.text) * { start: 0, middle: 0.5, end: 1 }[mark.anchor];
  const apart =
    start(a) + measureText(a.text) + 6 < start(b) || start(b) + measureText(b.text) + 6 < start(a);
  return !apart && Math.abs(a.y - b.y) < LINE;
}
