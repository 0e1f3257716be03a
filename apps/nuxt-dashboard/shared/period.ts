import { daysBetween, shiftDay } from './calendar.ts';
import type { Comparison, Span } from './view-state.ts';

/** Business days, both ends included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The period's counterpart: a day of it is compared with the day `shift` days earlier. */
export interface ComparedPeriod extends Period {
  readonly shift: number;
  readonly kind: Exclude<Comparison, 'none'>;
}

export interface Periods {
  /** What the figures are of. */
  readonly period: Period;
  /** What the chart shows: the period, or for a single day the four weeks that lead to it. */
  readonly chart: Period;
  /** Null where nothing is compared, or nothing lies before. */
  readonly comparison: ComparedPeriod | null;
}

/** Days that the chart shows before a single day, that day included. */
const CONTEXT_DAYS = 28;

/**
 * The periods that a view asks for. `date` is one of `dates`, which are the days that have data, oldest first.
 */
export function resolvePeriods(
  date: string,
  span: Span,
  compare: Comparison,
  dates: readonly string[],
): Periods {
  const first = dates[0] ?? date;
  const days = span === 'all' ? daysBetween(first, date) + 1 : Number(span);
  const period = { from: shiftDay(date, 1 - days), to: date };
  const chart = days === 1 ? { from: shiftDay(date, 1 - CONTEXT_DAYS), to: date } : period;
  return { period, chart, comparison: compareWith(period, days, compare, dates) };
}

function compareWith(
  period: Period,
  days: number,
  kind: Comparison,
  dates: readonly string[],
): ComparedPeriod | null {
  if (kind === 'none') return null;
  const shift = shiftOf(period, days, kind, dates);
  if (shift === null) return null;
  const compared = { from: shiftDay(period.from, -shift), to: shiftDay(period.to, -shift), shift, kind };
  return compared.to < (dates[0] ?? period.from) ? null : compared;
}

function shiftOf(
  period: Period,
  days: number,
  kind: Exclude<Comparison, 'none'>,
  dates: readonly string[],
): number | null {
  // 52 weeks, so that a weekday is held against the same weekday.
  if (kind === 'year') return 364 * Math.ceil(days / 364);
  if (kind === 'week') return 7 * Math.ceil(days / 7);
  if (days > 1) return days;
  const before = dates.filter((date) => date < period.to).at(-1);
  return before === undefined ? null : daysBetween(before, period.to);
}
