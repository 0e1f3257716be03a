import { createNumberFormat, formatDate, type Point, type Series, summariseSeries } from '@datahub/charts';
import { type FigureRow, figureValue } from './choose-lead.ts';
import type { Figure } from './dataset.ts';

/** A figure over days, from rows that are one a day. Days without a row stay gaps. */
export function seriesOf(figure: Figure, rows: readonly FigureRow[], more: Partial<Series> = {}): Series {
  const points = rows.map((row): Point => ({ date: String(row.date), value: figureValue(row, figure) }));
  return { name: figure.label, ...more, points };
}

/** What is to be seen in a line: where it was highest. */
export function writeSeriesTitle(figure: Figure, rows: readonly FigureRow[]): string {
  const { highest, lowest, knownDays } = summariseSeries(seriesOf(figure, rows));
  if (!highest || !lowest) return `${figure.label}: nothing is known`;
  const value = createNumberFormat({ unit: figure.unit }).headline(highest.value);
  if (knownDays === 1) return `${figure.label} was ${value} on ${formatDate(highest.date)}`;
  if (highest.value === lowest.value) return `${figure.label} stayed at ${value}`;
  return `${figure.label} was highest on ${formatDate(highest.date)}`;
}
