import type { ChartWidth } from './frame.ts';
import { element, escapeText } from './xml.ts';

export interface FigureSpec {
  /** What is to be seen, in words. The chart's `title` should be the same. */
  readonly title: string;
  /** What it is, and its unit: `Events with a user, a day`. */
  readonly subtitle?: string;
  /** Draws the chart at a width; called once for each drawing. */
  readonly draw: (width: ChartWidth) => string;
  /** The two widths, `wide` and `narrow` if not given. */
  readonly widths?: { readonly wide: ChartWidth; readonly narrow: ChartWidth };
  /** Sentences under the chart: what the marks mean (`describeMarks`), where the figures come from. */
  readonly notes?: readonly string[];
  /** Level of the heading, 2 to 6. Default 3. */
  readonly level?: 2 | 3 | 4 | 5 | 6;
}

/**
 * A `<figure>` as an HTML string: title, subtitle, a wide and a narrow drawing of which `charts.css` shows one by the room there
 * is, and notes. The hidden one is hidden from assistive technology too.
 */
export function chartFigure(spec: FigureSpec): string {
  const { wide, narrow } = spec.widths ?? { wide: 'wide', narrow: 'narrow' };
  const notes = (spec.notes ?? []).map((note) => escapeText(note)).join(' ');
  return element(
    'figure',
    { class: 'dc-figure' },
    element(
      'figcaption',
      { class: 'dc-caption' },
      element(`h${spec.level ?? 3}`, { class: 'dc-title' }, escapeText(spec.title)),
      spec.subtitle === undefined ? '' : element('p', { class: 'dc-subtitle' }, escapeText(spec.subtitle)),
    ),
    element('div', { class: 'dc-wide-only' }, spec.draw(wide)),
    element('div', { class: 'dc-narrow-only' }, spec.draw(narrow)),
    notes === '' ? '' : element('p', { class: 'dc-notes' }, notes),
  );
}
