const MS_PER_DAY = 86_400_000;

/**
 * The day's number, counted from 1970-01-01, of a `YYYY-MM-DD`. Read as UTC and kept as an integer, so no zone shifts it.
 * Throws a RangeError for anything that is no date of the calendar.
 */
export function parseDay(date: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY : Number.NaN;
  // Engines roll 30 February over into March: past the 28th, only what comes back the same is a date.
  if (!Number.isInteger(day) || (date.slice(8) > '28' && dayToDate(day) !== date)) {
    throw new RangeError(`"${date}" is not a date of the form YYYY-MM-DD.`);
  }
  return day;
}

/** `YYYY-MM-DD` of a day's number. */
export function dayToDate(day: number): string {
  return toUtc(day).toISOString().slice(0, 10);
}

/** The day at midnight UTC; format it with `timeZone: 'UTC'` and nothing else. */
export function toUtc(day: number): Date {
  return new Date(day * MS_PER_DAY);
}

/** 0 for Monday … 6 for Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Day numbers of the first of each month from `first` to `last`, every `step` months counted from January. */
export function monthStarts(first: number, last: number, step: number): number[] {
  const start = toUtc(first);
  const days: number[] = [];
  for (let month = start.getUTCFullYear() * 12 + start.getUTCMonth(); ; month++) {
    if (month % step !== 0) continue;
    const day = firstOfMonth(Math.floor(month / 12), month % 12);
    if (day > last) return days;
    if (day >= first) days.push(day);
  }
}

function firstOfMonth(year: number, month: number): number {
  const date = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month, 1);
  return date.getTime() / MS_PER_DAY;
}
