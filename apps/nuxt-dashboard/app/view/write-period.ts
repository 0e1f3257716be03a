import { createDateFormat, formatDate, formatPeriod } from '@datahub/charts';
import type { ComparedPeriod, Period } from '#shared/period.ts';

const shortDate = createDateFormat({ style: 'short' });
const weekdayDate = createDateFormat({ style: 'weekday' });

/** `on Friday 9 December 2011`, `from 3 to 9 December 2011`: to follow a figure. */
export function writePeriod({ from, to }: Period): string {
  return from === to ? `on ${weekdayDate(to)}` : `in ${formatPeriod(from, to)}`;
}

/** `2 Dec 2011`, `26 Nov – 2 Dec 2011`: to stand alone in a narrow place. */
export function writePeriodShort({ from, to }: Period): string {
  return from === to ? shortDate(to) : formatPeriod(from, to, { style: 'short' });
}

/** What the period is held against, in words. */
export function writeComparison(comparison: ComparedPeriod): string {
  const one = comparison.from === comparison.to;
  const when = one ? formatDate(comparison.to) : formatPeriod(comparison.from, comparison.to);
  const weeks = comparison.shift / 7;
  switch (comparison.kind) {
    case 'previous':
      return one ? `the day with data before, ${when}` : `the days before, ${when}`;
    case 'year':
      return `the same weekdays ${weeks} weeks earlier, ${when}`;
    case 'week':
      if (one) return `the same weekday a week earlier, ${when}`;
      return `the same weekdays ${weeks === 1 ? 'a week' : `${weeks} weeks`} earlier, ${when}`;
  }
}
