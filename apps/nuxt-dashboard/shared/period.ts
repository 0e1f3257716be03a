import { daysBetween, shiftDay } from './calendar.ts';
import type { Comparison, Span } from './view-state.ts';

/** Business days, both ends included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The period's counterpart: each day is compared with the one `shift` days earlier. */
export interface ComparedPeriod extends Period {
  readonly shift: number;
}

export interface Periods {
  /** What the figures are of. */
  readonly period: Period;
  /** What the chart shows: the period, or for a single day the four weeks that lead to it. */
  readonly chart: Period;
  /** Null where nothing is compared, or the data does not reach back so far. */
  readonly comparison: ComparedPeriod | null;
}

/** Days that the chart shows before a single day, that day included. */
const CONTEXT_DAYS = 28;

/** The periods that a view asks for, no further back than the data. `date` is one of `dates`: days with data, oldest first. */
export function resolvePeriods(
  date: string,
  span: Span,
  compare: Comparison,
  dates: readonly string[],
): Periods {
  const first = dates[0] ?? date;
  const lastDays = (count: number) => {
    const from = shiftDay(date, 1 - count);
    return { from: from < first ? first : from, to: date };
  };
  const period = span === 'all' ? { from: first, to: date } : lastDays(Number(span));
  const chart = span === '1' ? lastDays(CONTEXT_DAYS) : period;
  return { period, chart, comparison: compareWith(period, compare, dates) };
}

/** Days of a period, those without data included. */
export function countDays({ from, to }: Period): number {
  return daysBetween(from, to) + 1;
}

function compareWith(period: Period, kind: Comparison, dates: readonly string[]): ComparedPeriod | null {
  if (kind === 'none') return null;
  const shift = shiftOf(period, kind, dates);
  if (shift === null) return null;
  const compared = { from: shiftDay(period.from, -shift), to: shiftDay(period.to, -shift), shift };
  // A period that the data only partly reaches back to would make every figure look like growth.
  return compared.from < (dates[0] ?? period.from) ? null : compared;
}

function shiftOf(period: Period, kind: Exclude<Comparison, 'none'>, dates: readonly string[]): number | null {
  const days = countDays(period);
  // 52 weeks, so that a weekday is held against the same weekday.
  if (kind === 'year') return 364 * Math.ceil(days / 364);
  if (kind === 'week') return 7 * Math.ceil(days / 7);
  if (days > 1) return days;
  const before = dates.filter((date) => date < period.to).at(-1);
  return before === undefined ? null : daysBetween(before, period.to);
}
