import { createDateFormat } from './dates.ts';
import { dayToDate, monthStarts, toUtc, weekday } from './days.ts';
import { DEFAULT_LOCALE } from './numbers.ts';
import { measureText } from './text.ts';

export interface DayTick {
  readonly x: number;
  readonly label: string;
  /** Under the first tick and wherever the year changes. */
  readonly year: string | null;
}

/** From days to px along the foot of a chart. */
export interface DayScale {
  readonly first: number;
  readonly last: number;
  /** Ends of the axis, px. */
  readonly left: number;
  readonly right: number;
  /** Px from one day to the next. */
  readonly step: number;
  at(day: number): number;
}

/** Days from `first` to `last` between two px, with half a day (at most `inset` px) of room at each end; one day stands in the middle. */
export function makeDayScale(first: number, last: number, left: number, right: number, inset = 8): DayScale {
  const days = last - first;
  const room = Math.min(inset, (right - left) / (days + 1) / 2);
  const step = days === 0 ? right - left : (right - left - 2 * room) / days;
  return {
    first,
    last,
    left,
    right,
    step,
    at: (day) => (days === 0 ? (left + right) / 2 : left + room + (day - first) * step),
  };
}

const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000];

/** Days, Mondays, firsts of months or of years: the finest whose labels have room. */
export function dayTicks(scale: DayScale, locale: string | undefined): DayTick[] {
  const { first, last } = scale;
  const dayLabel = createDateFormat({ locale, style: 'short', year: false });
  for (const step of DAY_STEPS) {
    if (step * scale.step < measureText('30 May') + 16 || last - first > step * 40) continue;
    // Weeks start on Mondays: so do their ticks.
    const start = step < 7 ? first : first + ((7 - weekday(first)) % 7);
    const days: number[] = [];
    for (let day = start; day <= last; day += step) days.push(day);
    if (days.length > 0) return withYears(days, scale, (day) => dayLabel(dayToDate(day)));
  }
  const monthFormat = new Intl.DateTimeFormat(locale ?? DEFAULT_LOCALE, {
    timeZone: 'UTC',
    calendar: 'gregory',
    month: 'short',
  });
  for (const step of MONTH_STEPS) {
    const label = step < 12 ? (day: number) => monthFormat.format(toUtc(day)) : yearOf;
    if (step * 30.4 * scale.step < measureText(step < 12 ? 'May' : '2011') + 20) continue;
    const days = monthStarts(first, last, step);
    if (days.length < 2) break;
    return step < 12
      ? withYears(days, scale, label)
      : days.map((day) => ({ x: scale.at(day), label: label(day), year: null }));
  }
  const ends =
    first === last || scale.at(last) - scale.at(first) < measureText('30 May') * 2 ? [first] : [first, last];
  return withYears(ends, scale, (day) => dayLabel(dayToDate(day)));
}

function withYears(days: readonly number[], scale: DayScale, label: (day: number) => string): DayTick[] {
  let before = '';
  return days.map((day) => {
    const year = yearOf(day);
    const shown = year === before ? null : year;
    before = year;
    return { x: scale.at(day), label: label(day), year: shown };
  });
}

function yearOf(day: number): string {
  return dayToDate(day).slice(0, 4);
}

/** Saturdays and Sundays as bands, cut at the ends of the axis; none where the days are too close together to see a week. */
export function weekendBands(scale: DayScale): { x: number; width: number }[] {
  if (scale.step < 4 || scale.first === scale.last) return [];
  const bands: { x: number; width: number }[] = [];
  for (let day = scale.first - 1; day <= scale.last; day++) {
    if (weekday(day) !== 5) continue;
    const from = Math.max(scale.left, scale.at(day - 0.5));
    const to = Math.min(scale.right, scale.at(day + 1.5));
    if (to > from) bands.push({ x: from, width: to - from });
  }
  return bands;
}
