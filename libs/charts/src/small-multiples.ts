import { colourClass, slotAt } from './colours.ts';
import { createDateFormat } from './dates.ts';
import { describeSeriesList } from './describe.ts';
import { type ChartFrame, drawFrame, sizeOf } from './frame.ts';
import { createNumberFormat } from './numbers.ts';
import { drawPanelLine, layoutPanel } from './panel.ts';
import { orderPoints, type Series } from './series.ts';
import { LINE, measureText, truncate } from './text.ts';
import { makeValueScale, type ValueScale } from './value-scale.ts';
import { element, escapeText, isolate, round } from './xml.ts';

/** A panel for each series, all over the same days. */
export interface SmallMultiplesSpec extends ChartFrame {
  readonly series: readonly Series[];
  readonly from?: string;
  readonly to?: string;
  /** `shared` (default): one scale from zero, so that panels can be compared. `own`: each its own, for shapes only; the caption must say so. */
  readonly scale?: 'shared' | 'own';
  /** Panels in a row; by width if not given. */
  readonly columns?: number;
}

const PANEL = { wide: 132, narrow: 112 };
const GUTTER = 20;

/** Small multiples of lines as an SVG string: name and last value over each panel, first and last day under each column. */
export function smallMultiples(spec: SmallMultiplesSpec): string {
  const draft = sizeOf(spec.width, () => 0);
  const columns = Math.max(
    1,
    Math.min(spec.columns ?? Math.floor(draft.width / 170), Math.max(1, spec.series.length)),
  );
  const rows = Math.max(1, Math.ceil(spec.series.length / columns));
  const size = sizeOf(spec.width, (narrow) => rows * (narrow ? PANEL.narrow : PANEL.wide) + LINE + 4);
  const panelHeight = (size.height - LINE - 4) / rows;

  const all = spec.series.flatMap((series) => orderPoints(series));
  const values = all.flatMap((point) => (point.value === null ? [] : [point.value]));
  const shared =
    spec.scale === 'own'
      ? null
      : makeValueScale(values, { zero: 'always', count: 2, unit: spec.unit, locale: spec.locale });
  const dates = all.map((point) => point.date).sort();
  const from = spec.from ?? dates[0];
  const to = spec.to ?? dates.at(-1);
  const axis = shared ? Math.max(0, ...shared.ticks.map((tick) => measureText(tick.label))) + 8 : 0;
  const panelWidth = (size.width - axis - GUTTER * (columns - 1)) / columns;
  const format = createNumberFormat(spec);

  const panels = spec.series.map((series, index) => {
    const left = axis + (index % columns) * (panelWidth + GUTTER);
    const top = Math.floor(index / columns) * panelHeight;
    const box = { left, right: left + panelWidth, top: top + 2 * LINE - 6, bottom: top + panelHeight - 14 };
    const runs = layoutPanel(
      series,
      { ...box, left: box.left + 3, right: box.right - 3 },
      { from, to, baseline: spec.scale === 'own' ? 'auto' : 'zero', ...(shared && { values: shared }) },
    );
    const last = runs.at(-1)?.at(-1);
    const value = format.headline(last?.value);
    const name = truncate(series.name, panelWidth - measureText(value) - 8);
    const exact = `${isolate(series.name)}: ${format.exact(last?.value)}${last?.unfinished ? ' so far' : ''}`;
    return element(
      'g',
      { class: 'dc-panel', 'data-series': series.name },
      `<title>${escapeText(exact)}</title>`,
      element('rect', { class: 'dc-hit', x: left, y: top, width: panelWidth, height: panelHeight - 10 }),
      element('text', { class: 'dc-label dc-name', x: left, y: top + LINE - 4 }, escapeText(name)),
      element('text', { class: 'dc-value dc-end', x: box.right, y: top + LINE - 4 }, escapeText(value)),
      drawGrid(shared, box, index % columns === 0),
      drawPanelLine(runs, colourClass(series.slot ?? (spec.series.length > 6 ? 1 : slotAt(index)))),
    );
  });
  return drawFrame(
    spec,
    size,
    'multiples',
    spec.description ?? describeSeriesList(spec.series, spec),
    ...panels,
    from && to
      ? drawEnds(from, to, Math.min(columns, spec.series.length), axis, panelWidth, size.height, spec.locale)
      : '',
  );
}

function drawGrid(
  scale: ValueScale | null,
  box: { left: number; right: number; top: number; bottom: number },
  labelled: boolean,
): string {
  const rule = (y: number, zero: boolean) =>
    element('path', {
      class: zero ? 'dc-zero' : 'dc-rule',
      d: `M${round(box.left)},${round(y)}H${round(box.right)}`,
    });
  if (!scale) return rule(box.bottom, false);
  return scale.ticks
    .map((tick) => {
      const y = box.bottom - scale.at(tick.value) * (box.bottom - box.top);
      const label = labelled
        ? element('text', { class: 'dc-tick dc-end', x: box.left - 8, y: y + 5 }, escapeText(tick.label))
        : '';
      return rule(y, tick.value === 0) + label;
    })
    .join('');
}

/** First and last day under each column. */
function drawEnds(
  from: string,
  to: string,
  columns: number,
  axis: number,
  panelWidth: number,
  height: number,
  locale: string | undefined,
): string {
  const write = createDateFormat({ locale, style: 'short', year: from.slice(0, 4) !== to.slice(0, 4) });
  const [first, last] = [write(from), write(to)];
  const both = from !== to && measureText(`${first}  ${last}`) < panelWidth;
  return Array.from({ length: columns }, (_, column) => {
    const left = axis + column * (panelWidth + GUTTER);
    return (
      element('text', { class: 'dc-tick', x: left, y: height - 6 }, escapeText(first)) +
      (both
        ? element('text', { class: 'dc-tick dc-end', x: left + panelWidth, y: height - 6 }, escapeText(last))
        : '')
    );
  }).join('');
}
