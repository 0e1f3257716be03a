const instant = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An RFC 3339 instant as people write it: `21 November 2026 at 14:03 UTC`. */
export function formatInstant(text: string): string {
  return `${instant.format(new Date(text)).replace(', ', ' at ')} UTC`;
}

const weekday = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** A `YYYY-MM-DD` in a list of one month: `Fri 9 Dec`. */
export function formatWeekday(date: string): string {
  return weekday.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}
