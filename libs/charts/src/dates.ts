import { parseDay, toUtc } from './days.ts';
import { DEFAULT_LOCALE } from './numbers.ts';

export interface DateOptions {
  /** BCP 47; `en-GB` if not given. */
  readonly locale?: string;
  /** `long` 14 May 2011 with the month in full (default), `short` 14 May 2011 abbreviated, `weekday` Saturday 14 May 2011. */
  readonly style?: 'long' | 'short' | 'weekday';
  /** False where the year cannot be doubted. Default true. */
  readonly year?: boolean;
}

/** A `YYYY-MM-DD` as people write it: `14 May 2011`. The day is the one written: no zone is applied. */
export function formatDate(date: string, options: DateOptions = {}): string {
  return createDateFormat(options)(date);
}

/** Makes a date format once for many dates. */
export function createDateFormat(options: DateOptions = {}): (date: string) => string {
  const format = new Intl.DateTimeFormat(options.locale ?? DEFAULT_LOCALE, {
    timeZone: 'UTC',
    calendar: 'gregory',
    day: 'numeric',
    month: options.style === 'short' ? 'short' : 'long',
    ...(options.style === 'weekday' && { weekday: 'long' }),
    ...(options.year !== false && { year: 'numeric' }),
  });
  return (date) => format.format(toUtc(parseDay(date)));
}

/** From one day to another, without saying the month or year twice: `1–14 May 2011`. */
export function formatPeriod(from: string, to: string, options: DateOptions = {}): string {
  const format = new Intl.DateTimeFormat(options.locale ?? DEFAULT_LOCALE, {
    timeZone: 'UTC',
    calendar: 'gregory',
    day: 'numeric',
    month: options.style === 'short' ? 'short' : 'long',
    ...(options.year !== false && { year: 'numeric' }),
  });
  return closeDash(format.formatRange(toUtc(parseDay(from)), toUtc(parseDay(to))));
}

/**
 * No space at a dash between two days, one on either side where a month stands before it. Versions of ICU differ in this, and
 * those of a server and of a browser must not: a page would be drawn twice.
 */
function closeDash(period: string): string {
  return period.replace(/^(\S+)\s*–\s*/, '$1–').replace(/^(\S+\s[^–]*?)\s*–\s*/, '$1 – ');
}
