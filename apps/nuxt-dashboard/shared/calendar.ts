// Days are `YYYY-MM-DD`, counted in UTC: no zone shifts them.
const MS_PER_DAY = 86_400_000;

/** The day that lies `days` after (or, if negative, before) another. */
export function shiftDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Days from one to another: 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}

/** True for a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  // Engines roll 30 February over into March: only what comes back the same is a day.
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    shiftDay(text, 0) === text
  );
}
