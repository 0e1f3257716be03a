/** What stands for the day in `--input`. */
export const DATE_PLACEHOLDER = '{date}';

/** What stands for the day, or for a part of it. */
export const PLACEHOLDERS: readonly string[] = [DATE_PLACEHOLDER, '{year}', '{month}', '{day}'];

/** True where the pattern names other files for another day. */
export function namesDay(pattern: string): boolean {
  return PLACEHOLDERS.some((placeholder) => pattern.includes(placeholder));
}

/** Words in braces that stand for nothing. Alternatives of a glob (`{a,b}`, `{1..9}`) are none. */
export function unknownPlaceholders(pattern: string): string[] {
  return (pattern.match(/\{\w*\}/g) ?? []).filter((found) => !PLACEHOLDERS.includes(found));
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
