import { colourClass } from './colours.ts';
import { type Bar as BarValue, describeBars } from './describe.ts';
import { type ChartFrame, drawFrame, type Size, sizeOf } from './frame.ts';
import { createNumberFormat, NOTHING } from './numbers.ts';
import type { ColourSlot } from './series.ts';
import { measureText, truncate } from './text.ts';
import { clean, element, escapeText, isolate, round } from './xml.ts';

/** A category of a bar chart. */
export interface Bar extends BarValue {
  /** From `assignColours` where the name is a category with a colour. Default 1. */
  readonly slot?: ColourSlot;
}

/** Horizontal bars, drawn in the order given. */
export interface BarChartSpec extends ChartFrame {
  readonly bars: readonly Bar[];
}

export interface LaidBar {
  readonly name: string;
  /** The name, cut to the room there is. */
  readonly label: string;
  readonly slot: ColourSlot;
  readonly value: number | null;
  /** Middle of the row. */
  readonly y: number;
  /** Left end and length of the bar. */
  readonly x: number;
  readonly width: number;
  /** The headline figure, at the bar's end. */
  readonly text: string;
  readonly textX: number;
  readonly textAnchor: 'start' | 'end';
  /** `United Kingdom: $8,187,806.364`. */
  readonly title: string;
}

/** Where everything in a bar chart is, in px. */
export interface BarLayout {
  readonly size: Size;
  /** Right end of the names beside the bars. */
  readonly labelX: number;
  /** Where the bars start. */
  readonly zeroX: number;
  readonly rowHeight: number;
  readonly thickness: number;
  /** Names stand above their bars, not beside them. */
  readonly stacked: boolean;
  readonly bars: readonly LaidBar[];
}

const GAP = 8;

/** Works out a bar chart: bars start at zero; the longest on either side still has room for its figure. */
export function layoutBarChart(spec: BarChartSpec): BarLayout {
  const format = createNumberFormat(spec);
  const rows = spec.bars.map((bar) => ({
    ...bar,
    value: bar.value !== null && Number.isFinite(bar.value) ? bar.value : null,
    text: format.headline(bar.value),
  }));
  const longest = Math.max(0, ...rows.map((row) => measureText(clean(row.name))));
  const draft = sizeOf(spec.width, () => 0);
  const share = draft.narrow ? 0.44 : 0.34;
  // On a phone long names get a line of their own rather than three letters and an ellipsis.
  const stacked = draft.narrow && longest > draft.width * share;
  const rowHeight = stacked ? 42 : rows.length > 15 ? 24 : 28;
  const size = sizeOf(spec.width, () => rows.length * rowHeight + 8);
  const height = Math.max(1, (size.height - 8) / Math.max(1, rows.length));

  const left = stacked ? 0 : Math.min(Math.ceil(longest), size.width * share) + GAP;
  const room = (sign: 1 | -1) =>
    Math.max(
      0,
      ...rows
        .filter((row) => (row.value ?? 0) * sign > 0 || (sign > 0 && !row.value))
        .map((row) => measureText(row.text) + GAP),
    );
  const values = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  const scale = makeBarScale(values, left + room(-1), size.width - room(1) - 1);

  return {
    size,
    labelX: left - GAP,
    zeroX: scale(0),
    rowHeight: height,
    thickness: Math.min(stacked ? 14 : 18, height * 0.7),
    stacked,
    bars: rows.map((row, index): LaidBar => {
      const end = scale(row.value ?? 0);
      const negative = (row.value ?? 0) < 0;
      const reason = row.value === null ? ` (${row.reason ?? 'no data'})` : '';
      return {
        name: row.name,
        label: truncate(row.name, stacked ? size.width : left - GAP),
        slot: row.slot ?? 1,
        value: row.value,
        y: 4 + height * (index + 0.5),
        x: Math.min(end, scale(0)),
        width: Math.abs(end - scale(0)),
        text: row.text,
        textX: negative ? end - GAP + 2 : end + GAP - 2,
        textAnchor: negative ? 'end' : 'start',
        title: `${isolate(row.name)}: ${row.value === null ? NOTHING : format.exact(row.value)}${reason}`,
      };
    }),
  };
}

/** From the lowest value (or zero) at `from` to the highest (or zero) at `to`; not rounded to nice ends, for there are no gridlines. */
function makeBarScale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  const largest = Math.max(-low, high);
  if (largest === 0) return () => from;
  // Shares of the largest first: the difference of two huge doubles would overflow.
  const span = high / largest - low / largest;
  const length = Math.max(1, to - from);
  return (value) => from + ((value / largest - low / largest) / span) * length;
}

/** Horizontal bars as an SVG string: names at the left, figures at the bars' ends, no axis to read them off. */
export function barChart(spec: BarChartSpec): string {
  const layout = layoutBarChart(spec);
  const { size, bars, stacked, thickness, rowHeight } = layout;
  return drawFrame(
    spec,
    size,
    'bars',
    spec.description ?? describeBars(spec.bars, spec),
    ...bars.map((bar) => {
      const barY = stacked ? bar.y + rowHeight / 2 - thickness - 4 : bar.y - thickness / 2;
      return element(
        'g',
        { class: `dc-row ${colourClass(bar.slot)}`, 'data-name': bar.name },
        `<title>${escapeText(bar.title)}</title>`,
        element('rect', {
          class: 'dc-hit',
          x: 0,
          y: bar.y - rowHeight / 2,
          width: size.width,
          height: rowHeight,
        }),
        stacked
          ? element('text', { class: 'dc-label', x: 0, y: barY - 5 }, escapeText(bar.label))
          : element(
              'text',
              { class: 'dc-label dc-end', x: layout.labelX, y: bar.y + 5 },
              escapeText(bar.label),
            ),
        element('rect', { class: 'dc-bar', x: bar.x, y: barY, width: bar.width, height: thickness }),
        element(
          'text',
          {
            class: `dc-value${bar.textAnchor === 'end' ? ' dc-end' : ''}`,
            x: bar.textX,
            y: barY + thickness / 2 + 5,
          },
          escapeText(bar.text),
        ),
      );
    }),
    drawZero(layout),
  );
}

/** The line that bars start at; under names that stand above their bars it would run through the words. */
function drawZero({ bars, stacked, zeroX, size, rowHeight }: BarLayout): string {
  if (bars.length === 0) return '';
  if (!stacked)
    return element('path', { class: 'dc-zero', d: `M${round(zeroX)},2V${round(size.height - 2)}` });
  const rows = bars.map((bar) => `M${round(zeroX)},${round(bar.y + rowHeight / 2 - 20)}v18`);
  return element('path', { class: 'dc-zero', d: rows.join('') });
}
