import { createNumberFormat, formatDate } from '@datahub/charts';
import { addDays } from './choose-comparison.ts';
import type { Figure } from './dataset.ts';
import { findLargest, findMover, type Part } from './find-mover.ts';
import { lower } from './label.ts';

/** What a headline is made of: one figure on one day, against another day, and its parts. */
export interface DayFacts {
  readonly figure: Figure;
  readonly date: string;
  readonly value: number | null;
  /** Null for the first day. */
  readonly comparison: { readonly date: string; readonly value: number | null } | null;
  /** The figure by region; parts of a region's figure by kind. */
  readonly parts: readonly Part[];
}

/**
 * What happened, in one sentence without a full stop: `Total revenue fell by 12.4 % on Friday, 9 December 2011`.
 *
 * @param of whom it happened to, in front: `EIRE: total revenue fell by …`
 */
export function writeHeadline(facts: DayFacts, of?: string): string {
  const sentence = writeSentence(facts);
  return of === undefined ? sentence : `${of}: ${lower(sentence)}`;
}

function writeSentence({ figure, date, value, comparison }: DayFacts): string {
  const day = formatDate(date, { style: 'weekday' });
  const before = comparison?.value ?? null;
  if (value === null) return `Nothing is known of ${lower(figure.label)} on ${day}`;
  const format = createNumberFormat({ unit: figure.unit });
  if (before === null) return `${figure.label} was ${format.headline(value)} on ${day}`;
  if (value === before) return `${figure.label} stayed at ${format.headline(value)} on ${day}`;
  const verb = value > before ? 'rose' : 'fell';
  // Percent of nothing, or of less than nothing, say nothing.
  if (before <= 0 || value < 0) {
    return `${figure.label} ${verb} from ${format.headline(before)} to ${format.headline(value)} on ${day}`;
  }
  if (value / before >= 2) return `${figure.label} was ${times(value / before)} as high on ${day}`;
  return `${figure.label} ${verb} by ${percent(Math.abs(value - before) / before)} on ${day}`;
}

/** Against what, and who was behind it: one to three sentences under the headline. */
export function writeLead({ figure, date, value, comparison, parts }: DayFacts): string[] {
  const format = createNumberFormat({ unit: figure.unit });
  const sentences: string[] = [];
  const before = comparison?.value ?? null;
  if (value === null) return ['No event of that day has one.'];
  if (comparison === null) sentences.push('It is the first day that has data.');
  else if (before === null) sentences.push(`Nothing is known of it ${when(date, comparison.date)}.`);
  else
    sentences.push(
      `It was ${format.headline(value)}, after ${format.headline(before)} ${when(date, comparison.date)}.`,
    );

  const mover = figure.adds && before !== null ? findMover(parts, value - before) : null;
  if (mover && parts.length > 1) {
    const noun = value > (before as number) ? 'rise' : 'fall';
    const size = mover.share > 0.5 ? `Most of the ${noun}` : `The largest part of the ${noun}`;
    const span = `from ${format.headline(mover.before ?? 0)} to ${format.headline(mover.value ?? 0)}`;
    sentences.push(`${size} came from ${mover.name}, ${span}.`);
  }
  const largest = figure.adds ? findLargest(parts) : null;
  if (largest) {
    sentences.push(
      `${percent(largest.share)} of the day’s ${lower(figure.label)} came from ${largest.name}.`,
    );
  }
  return sentences;
}

/** The other day, in words: `a week before, on Friday, 2 December 2011`. */
export function when(date: string, other: string): string {
  const day = formatDate(other, { style: 'weekday' });
  return addDays(date, -7) === other ? `a week before, on ${day}` : `on ${day}, the day with data before it`;
}

/** `12.4 %`, `84 %`, `less than 0.1 %`. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return 'less than 0.1\u00a0%';
  const digits = value < 20 ? 1 : 0;
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: digits })}\u00a0%`;
}

function times(factor: number): string {
  if (factor < 2.05) return 'twice';
  return `${factor.toLocaleString('en-GB', { maximumSignificantDigits: 2 })} times`;
}
