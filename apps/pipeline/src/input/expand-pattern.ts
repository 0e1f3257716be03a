/** What stands for the day in `--input`. */
export const DATE_PLACEHOLDER = '{date}';

/** True where the pattern names other files for another day. */
export function namesDay(pattern: string): boolean {
  return /\{(date|year|month|day)\}/.test(pattern);
}

/**
 * Puts a day into a pattern: `{date}` as `YYYY-MM-DD`, and `{year}`, `{month}`, `{day}` for folders that are laid out
 * in parts.
 */
export function expandPattern(pattern: string, day: string): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  const values: Record<string, string> = { date: day, year, month, day: dayOfMonth };
  return pattern.replaceAll(/\{(date|year|month|day)\}/g, (_, name: string) => values[name] ?? '');
}
