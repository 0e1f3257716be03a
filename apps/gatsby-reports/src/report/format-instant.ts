const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An RFC 3339 instant as people write it: `21 November 2026 at 14:03 UTC`. */
export function formatInstant(instant: string): string {
  return `${format.format(new Date(instant)).replace(', ', ' at ')} UTC`;
}
