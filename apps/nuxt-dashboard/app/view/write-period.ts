import { createDateFormat, formatDate, formatPeriod } from '@datahub/charts';
import { countDays, type Period } from '#shared/period.ts';

const writeWeekday = createDateFormat({ style: 'weekday' });
const SHORT_WEEKDAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' });

/** `Fri 9 Dec 2011`: a day where there is little room. */
export function writeDayShort(date: string): string {
  const weekday = SHORT_WEEKDAY.format(Date.parse(`${date}T00:00:00Z`));
  return `${weekday} ${formatDate(date, { style: 'short' })}`;
}

/** `on Friday 9 December 2011`, `in the 7 days to 9 December 2011`: to follow a figure. */
export function writePeriod({ from, to }: Period): string {
  if (from === to) return `on ${writeWeekday(to)}`;
  return `in the ${countDays({ from, to })} days to ${formatDate(to)}`;
}

/** `Fri 9 Dec 2011`, `3–9 Dec 2011`: to stand alone. */
export function writeRange({ from, to }: Period): string {
  if (from === to) return writeDayShort(to);
  return formatPeriod(from, to, { style: 'short' });
}
