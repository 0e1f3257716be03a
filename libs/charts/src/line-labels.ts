import type { Size } from './frame.ts';
import type { EndLabel, LaidLine, LineLayout } from './line-geometry.ts';
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
