import { colourClass } from './colours.ts';
import { describeSeriesList } from './describe.ts';
import { drawFrame } from './frame.ts';
import type { EndLabel, LaidDay, LaidLine, LaidPoint, LineLayout, Mark } from './line-geometry.ts';
import { type LineChartSpec, layoutLineChart } from './line-layout.ts';
import { splitRuns } from './panel.ts';
import { areaPath, linePath } from './path.ts';
import { LINE, measureText } from './text.ts';
import { element, escapeText, isolate, round } from './xml.ts';

/**
 * Lines over days as an SVG string. Gaps stay gaps; an unfinished day is hollow, a corrected one a diamond, a comparison thin and
 * dashed. Labels stand at the line ends; highest and lowest are written; each day carries its exact figures as a tooltip.
 */
export function lineChart(spec: LineChartSpec): string {
  const layout = layoutLineChart(spec);
  const { plot } = layout;
  const description = spec.description ?? describeSeriesList(spec.series, spec);
  if (layout.empty) return drawFrame(spec, layout.size, 'lines', description, drawNothing(layout));
  const behind = layout.lines.filter((one) => one.comparison || one.slot === 'rest');
  const front = layout.lines.filter((one) => !one.comparison && one.slot !== 'rest');
  return drawFrame(
    spec,
    layout.size,
    'lines',
    description,
    drawWeekends(layout),
    drawGrid(layout),
    drawDayAxis(layout),
    ...[...behind, ...front].map((one) => drawLine(one, spec.area ? zeroY(layout) : null)),
    ...layout.ends.map((end) => drawEnd(end, plot)),
    ...layout.marks.map(drawMark),
    drawDays(layout),
  );
}

/** An axis from 0 to 1 would say something that nobody knows. */
function drawNothing({ size }: LineLayout): string {
  return element('text', { class: 'dc-tick dc-middle', x: size.width / 2, y: size.height / 2 }, 'No data');
}

function drawWeekends({ weekends, plot }: LineLayout): string {
  if (weekends.length === 0) return '';
  const path = weekends.map(
    ({ x, width }) =>
      `M${round(x)},${round(plot.top)}h${round(width)}V${round(plot.bottom)}h${round(-width)}z`,
  );
  return element('path', { class: 'dc-weekend', d: path.join('') });
}

function drawGrid({ gridlines, plot, axisNote, size }: LineLayout): string {
  const lines = gridlines.map(
    ({ y, label, zero }) =>
      element('path', {
        class: zero ? 'dc-zero' : 'dc-rule',
        d: `M${round(plot.left)},${round(y)}H${round(plot.right)}`,
      }) + element('text', { class: 'dc-tick dc-end', x: plot.left - 8, y: y + 5 }, escapeText(label)),
  );
  const note =
    axisNote === null
      ? ''
      : element('text', { class: 'dc-tick', x: 0, y: size.height - 4 }, escapeText(axisNote));
  return element('g', {}, ...lines, note);
}

function drawDayAxis({ dayTicks, plot, size }: LineLayout): string {
  const labels = dayTicks.map(({ x, label, year }) => {
    const half = Math.max(measureText(label), year === null ? 0 : measureText(year)) / 2;
    // The first and last labels lean inwards rather than out of the drawing.
    const at = Math.min(size.width - half, Math.max(half, x));
    return (
      element('path', { class: 'dc-rule', d: `M${round(x)},${round(plot.bottom)}v4` }) +
      element('text', { class: 'dc-tick dc-middle', x: at, y: plot.bottom + LINE }, escapeText(label)) +
      (year === null
        ? ''
        : element(
            'text',
            { class: 'dc-tick dc-middle', x: at, y: plot.bottom + 2 * LINE - 2 },
            escapeText(year),
          ))
    );
  });
  return element('g', {}, ...labels);
}

function zeroY(layout: LineLayout): number {
  return layout.gridlines.find((gridline) => gridline.zero)?.y ?? layout.plot.bottom;
}

function drawLine(one: LaidLine, areaTo: number | null): string {
  const points = one.runs.flat();
  const solid = splitRuns(points.filter((point) => !point.unfinished));
  // The way to an unfinished day is dotted: where it ends is not known yet.
  const open = one.runs.flatMap((run) =>
    run.flatMap((point, index) =>
      index > 0 && (point.unfinished || run[index - 1]!.unfinished) ? [[run[index - 1]!, point]] : [],
    ),
  );
  const alone = one.runs
    .filter((run) => run.length === 1 && !run[0]!.unfinished && !run[0]!.corrected)
    .flat();
  const path = (kind: string, d: string) =>
    d === '' ? '' : element('path', { class: kind, fill: 'none', d });
  const filled = areaTo === null || one.comparison ? '' : areaPath(solid, areaTo);
  const kind = one.comparison ? 'dc-comparison' : one.slot === 'rest' ? 'dc-line dc-quiet' : 'dc-line';
  return element(
    'g',
    { class: colourClass(one.comparison ? 'rest' : one.slot), 'data-series': one.name },
    filled === '' ? '' : element('path', { class: 'dc-area', d: filled }),
    path(kind, linePath(solid)),
    path('dc-open', linePath(open)),
    ...alone.map((point) =>
      element('circle', { class: 'dc-dot', cx: point.x, cy: point.y, r: one.comparison ? 1.5 : 2.5 }),
    ),
    ...(one.comparison ? [] : points.flatMap(drawState)),
  );
}

function drawState(point: LaidPoint): string[] {
  if (point.unfinished) return [element('circle', { class: 'dc-hollow', cx: point.x, cy: point.y, r: 4 })];
  if (!point.corrected) return [];
  return [
    element('path', {
      class: 'dc-corrected',
      d: `M${round(point.x)},${round(point.y)}m0,-5l5,5l-5,5l-5,-5z`,
    }),
  ];
}

function drawEnd(end: EndLabel, plot: LineLayout['plot']): string {
  const lead = `M${round(plot.right + 2)},${round(end.from.y)}L${round(end.x - 4)},${round(end.y)}`;
  const name =
    end.name === null
      ? ''
      : element('tspan', { class: end.comparison ? null : 'dc-name' }, escapeText(end.name));
  const value = end.value === null ? '' : escapeText(end.value);
  const kind = end.comparison ? 'dc-label dc-muted' : 'dc-label';
  const text = (y: number, ...content: string[]) =>
    element('text', { class: kind, x: end.x, y: y + 5 }, ...content);
  const tip = element('circle', {
    class: 'dc-tip',
    cx: end.from.x,
    cy: end.from.y,
    r: end.comparison ? 1.5 : 3,
  });
  return element(
    'g',
    { class: colourClass(end.comparison ? 'rest' : end.slot) },
    end.from.unfinished || end.from.corrected ? '' : tip,
    end.name === null ? '' : element('path', { class: 'dc-leader', fill: 'none', d: lead }),
    ...(end.stacked
      ? [text(end.y - LINE / 2, name), text(end.y + LINE / 2, value)]
      : [text(end.y, name, name && value ? ' ' : '', value)]),
  );
}

function drawMark(mark: Mark): string {
  const kind = `dc-value${mark.anchor === 'start' ? '' : ` dc-${mark.anchor}`}`;
  const { x, y, corrected } = mark.point;
  return (
    (corrected ? '' : element('circle', { class: 'dc-mark', cx: x, cy: y, r: 3 })) +
    element('text', { class: kind, x: mark.x, y: mark.y }, escapeText(mark.text))
  );
}

/** A strip a day, seen only under the pointer, with the exact figures of all series. */
function drawDays({ days, plot, dayWidth }: LineLayout): string {
  const strip = Math.min(dayWidth, plot.right - plot.left);
  const title = (day: LaidDay) => {
    const lines = day.values.map((value) => `${isolate(value.name)}: ${value.text}`);
    return [day.label, ...lines].map(escapeText).join('\n');
  };
  return element(
    'g',
    { class: 'dc-days', 'stroke-width': Math.max(0.5, strip) },
    ...days.map((day) =>
      element(
        'path',
        { 'data-date': day.date, d: `M${round(day.x)},${round(plot.top)}V${round(plot.bottom)}` },
        `<title>${title(day)}</title>`,
      ),
    ),
  );
}
