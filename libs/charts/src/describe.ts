import { formatChange } from './change.ts';
import { createDateFormat } from './dates.ts';
import { createNumberFormat, type NumberOptions } from './numbers.ts';
import type { Series } from './series.ts';
import { summariseSeries } from './summary.ts';
import { isolate } from './xml.ts';

/** A category and its value, as a bar chart draws it. */
export interface Bar {
  readonly name: string;
  /** Null: nothing known, drawn as – with the reason. */
  readonly value: number | null;
  /** Why `value` is null, for people. */
  readonly reason?: string;
}

/**
 * A series in one sentence, for a text alternative: last value, highest and lowest with their dates, change from the first day to
 * the last, days without data. Not escaped.
 */
export function describeSeries(series: Series, options: NumberOptions = {}): string {
  const format = createNumberFormat(options);
  const date = createDateFormat({ locale: options.locale });
  const name = isolate(series.name);
  const { first, last, highest, lowest, unfinished, missingDays } = summariseSeries(series);
  const running = unfinished
    ? `${format.exact(unfinished.value)} so far on ${date(unfinished.date)}, a day not finished`
    : null;
  if (!first || !last || !highest || !lowest) return `${name}: ${running ?? 'no data'}.`;

  const parts = [`${name}: ${format.exact(last.value)} on ${date(last.date)}`];
  if (highest.value === lowest.value) {
    if (first.day !== last.day) parts.push(`the same on every day since ${date(first.date)}`);
  } else {
    parts.push(`highest ${format.exact(highest.value)} on ${date(highest.date)}`);
    parts.push(`lowest ${format.exact(lowest.value)} on ${date(lowest.date)}`);
    const change = formatChange(first.value, last.value, options);
    parts.push(`${change.words.split(', from ')[0]} since ${date(first.date)}`);
  }
  if (running) parts.push(running);
  if (missingDays > 0) parts.push(`${countDays(missingDays)} without data`);
  return `${parts.join('; ')}.`;
}

/** Several series: a sentence each, the comparison last; past six only the first six, and how many more. */
export function describeSeriesList(series: readonly Series[], options: NumberOptions = {}): string {
  const ordered = [...series].sort(
    (a, b) => Number(a.role === 'comparison') - Number(b.role === 'comparison'),
  );
  const sentences = ordered.slice(0, 6).map((one) => describeSeries(one, options));
  if (ordered.length > 6) sentences.push(`And ${ordered.length - 6} more.`);
  return sentences.length === 0 ? 'No data.' : sentences.join(' ');
}

/** Categories in one sentence: the largest two, the smallest, how many, and how many without data. Not escaped. */
export function describeBars(bars: readonly Bar[], options: NumberOptions = {}): string {
  const format = createNumberFormat(options);
  const known = bars
    .filter((bar): bar is Bar & { value: number } => bar.value !== null && Number.isFinite(bar.value))
    .sort((a, b) => b.value - a.value);
  const [largest, second] = known;
  if (!largest) return 'No data.';
  const write = (bar: Bar) => `${isolate(bar.name)} with ${format.exact(bar.value)}`;
  const parts = [`Largest of ${bars.length}: ${write(largest)}`];
  if (bars.length === 1) parts[0] = `${isolate(largest.name)}: ${format.exact(largest.value)}`;
  if (second) parts.push(`then ${write(second)}`);
  if (known.length > 2) parts.push(`smallest: ${write(known.at(-1)!)}`);
  if (known.length < bars.length) parts.push(`${bars.length - known.length} without data`);
  return `${parts.join('; ')}.`;
}

/** What the marks in a chart of these series mean, for the note under it; nothing for marks that are not there. */
export function describeMarks(series: readonly Series[]): string[] {
  const summaries = series.filter((one) => one.role !== 'comparison').map(summariseSeries);
  const missing = Math.max(0, ...summaries.map((summary) => summary.missingDays));
  const notes: string[] = [];
  if (missing > 0) {
    const most = summaries.length > 1 ? `up to ${countDays(missing)} in a line` : countDays(missing);
    notes.push(`A gap is a day without data (${most}).`);
  }
  if (summaries.some((summary) => summary.unfinished))
    notes.push('A hollow point is a day that is not finished.');
  if (summaries.some((summary) => summary.correctedDays > 0))
    notes.push('A diamond is a day that was corrected.');
  if (series.some((one) => one.role === 'comparison')) notes.push('The thin dashed line is the comparison.');
  return notes;
}

function countDays(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
