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

/** All days from the first to the last, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
