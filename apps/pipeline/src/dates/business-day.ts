const DAY_MS = 86_400_000;

/** The day as it was given, where it is `YYYY-MM-DD` and exists in the calendar; else null. */
export function parseDay(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes 2023-02-30 for March 2nd in some engines and refuses it in others.
  return Number.isNaN(time) || formatDay(time) !== text ? null : text;
}

/** Milliseconds since the epoch to the day in UTC. */
export function formatDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day `count` days after (before, if negative). */
export function addDays(day: string, count: number): string {
  return formatDay(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS);
}

/** Days that one range may have: a century. More is a slip of the finger, and would be looked for one by one. */
export const LONGEST_RANGE = 36_525;

/** How many days there are from the first to the last, both included. */
export function countDays(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
}

/** All days from the first to the last, both included. */
export function daysBetween(from: string, to: string): string[] {
  // Counted, not compared as text: the day after 9999-12-31 has five digits in its year.
  return Array.from({ length: countDays(from, to) }, (_, index) => addDays(from, index));
}
