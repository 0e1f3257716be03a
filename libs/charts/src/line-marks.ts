import { createDateFormat } from './dates.ts';
import type { LaidLine, LaidPoint, LineLayout, Mark } from './line-geometry.ts';
import type { NumberFormat } from './numbers.ts';
import { type Area, crosses, overlap, within } from './place-text.ts';
import { LINE, measureText, TEXT } from './text.ts';

/** From a point to the text beside it, px: clear of the point's own mark. */
const BESIDE = 8;
/** How far beside its point a text may begin, px. */
const SIDEWAYS = [BESIDE, 3 * BESIDE, 5 * BESIDE];
/** How far above or below it a text may stand, in lines. */
const FARTHEST = 2;

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
    if (measureText(text) > plot.right - plot.left) continue;
    const free = placesFor(kind, point, text, plot).filter(
      (mark) => !marks.some((other) => overlap(areaOf(other), areaOf(mark))),
    );
    const mark = leastCrossed(free, lines);
    if (mark !== null) marks.push(mark);
  }
  return marks;
}

/**
 * Where the text of a point may stand inside the plot, the best place first: outwards of the line, then beside the point, then
 * inwards, each as it is and leaning to either side; then farther off.
 */
function placesFor(kind: Mark['kind'], point: LaidPoint, text: string, plot: LineLayout['plot']): Mark[] {
  const width = measureText(text);
  const above = (lines: number) => point.y - BESIDE - 1 - lines * LINE;
  const below = (lines: number) => point.y + LINE - 3 + lines * LINE;
  const rows = (lines: number) =>
    kind === 'lowest' ? [below(lines), above(lines)] : [above(lines), below(lines)];
  const mark = (x: number, y: number, anchor: Mark['anchor']): Mark => ({ kind, point, text, x, y, anchor });
  // Leans inwards at either end of the axis.
  const near = (y: number) => {
    if (point.x - width / 2 < plot.left)
      return mark(Math.max(plot.left + 2, Math.min(point.x, plot.right - width)), y, 'start');
    if (point.x + width / 2 > plot.right)
      return mark(Math.min(plot.right, Math.max(point.x, plot.left + width)), y, 'end');
    return mark(point.x, y, 'middle');
  };
  const row = (y: number) => [near(y), mark(point.x - BESIDE, y, 'start'), mark(point.x + BESIDE, y, 'end')];
  // At the foot of the plot it sits on the axis.
  const level = Math.min(point.y + 5, plot.bottom - 3);
  const beside = SIDEWAYS.flatMap((far) => [
    mark(point.x + far, level, 'start'),
    mark(point.x - far, level, 'end'),
  ]);
  const [out = 0, into = 0] = rows(0);
  const farther = Array.from({ length: FARTHEST }, (_, index) => rows(index + 1).flatMap(row));
  const places = [...row(out), ...beside, ...row(into), ...farther.flat()];
  const room: Area = { left: plot.left, right: plot.right + 1, top: 0, bottom: plot.bottom };
  const inside = places.filter((place) => within(areaOf(place), room));
  return inside.length > 0 ? inside : [near(Math.max(LINE - 6, above(0)))];
}

/** The place that the fewest strokes of any line go through, the first of those; null where there is none. */
function leastCrossed(places: readonly Mark[], lines: readonly LaidLine[]): Mark | null {
  const strokes = lines.flatMap(({ runs }) =>
    runs.flatMap((run) => run.map((to, index) => ({ from: run[index - 1] ?? to, to }))),
  );
  let best: { mark: Mark; crossed: number } | null = null;
  for (const mark of places) {
    const area = areaOf(mark);
    const crossed = strokes.filter(({ from, to }) => crosses(from, to, area)).length;
    if (best === null || crossed < best.crossed) best = { mark, crossed };
    if (crossed === 0) break;
  }
  return best?.mark ?? null;
}

/** What a mark's text covers. */
function areaOf({ text, x, y, anchor }: Mark): Area {
  const width = measureText(text);
  const left = x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
  return { left, right: left + width, top: y - TEXT + 2, bottom: y + 3 };
}
