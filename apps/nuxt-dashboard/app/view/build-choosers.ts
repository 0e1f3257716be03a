import { COMPARISONS, type Comparison, SPANS, type Span } from '#shared/view-state.ts';
import { writeDayShort } from './write-period.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

const MONTH = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** Days by month, newest first. `dates` oldest first. */
export function groupByMonth(dates: readonly string[]): ChoiceGroup[] {
  const months = new Map<string, Choice[]>();
  for (const date of dates.toReversed()) {
    const month = date.slice(0, 7);
    const choices = months.get(month) ?? [];
    months.set(month, choices);
    choices.push({ value: date, label: writeDayShort(date) });
  }
  return [...months].map(([month, choices]) => ({
    label: MONTH.format(Date.parse(`${month}-01T00:00:00Z`)),
    choices,
  }));
}

/** The days with data around one; null where there is none. The date itself need not have data. */
export function neighbours(
  dates: readonly string[],
  date: string,
): { readonly before: string | null; readonly after: string | null } {
  return {
    before: dates.findLast((one) => one < date) ?? null,
    after: dates.find((one) => one > date) ?? null,
  };
}

const SPAN_LABELS: Readonly<Record<Span, string>> = {
  '1': 'Day',
  '7': '7 days',
  '28': '28 days',
  '90': '90 days',
  all: 'All',
};

export const spanChoices: readonly (Choice & { value: Span })[] = SPANS.map((value) => ({
  value,
  label: SPAN_LABELS[value],
}));

/** What can be compared with; the words depend on whether it is a day or a longer period. */
export function comparisonChoices(span: Span): (Choice & { value: Comparison })[] {
  const labels: Readonly<Record<Comparison, string>> =
    span === '1'
      ? {
          week: 'Same weekday last week',
          previous: 'Previous day with data',
          year: 'Same weekday last year',
          none: 'Nothing',
        }
      : {
          week: 'Same weekdays before',
          previous: 'Same number of days before',
          year: 'Same weekdays last year',
          none: 'Nothing',
        };
  return COMPARISONS.map((value) => ({ value, label: labels[value] }));
}
