import { createDateFormat, formatDate, formatPeriod } from '@datahub/charts';
import { countDays, type Period } from '#shared/period.ts';

const writeWeekday = createDateFormat({ style: 'weekday' });

/** `on Friday 9 December 2011`, `in the 7 days to 9 December 2011`: to follow a figure. */
export function writePeriod({ from, to }: Period): string {
  if (from === to) return `on ${writeWeekday(to)}`;
  return `in the ${countDays({ from, to })} days to ${formatDate(to)}`;
}

/** `Friday 9 December 2011`, `3 – 9 December 2011`: to stand alone. */
export function writeRange({ from, to }: Period): string {
  // Server and browser bring different versions of the locale data, which differ in the spaces around the dash.
  return from === to ? writeWeekday(to) : formatPeriod(from, to).replaceAll(/\s*–\s*/g, ' – ');
}
