import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, isDay, shiftDay } from '../shared/calendar.ts';
import { countDays, resolvePeriods } from '../shared/period.ts';
import { COMPARISONS, SPANS } from '../shared/view-state.ts';

/** Every day from one to another. */
function daysFrom(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => shiftDay(from, index));
}
const year = daysFrom('2025-01-01', '2026-01-31');

describe('days of the calendar', () => {
  it('are shifted over the ends of months, years and leap days', () => {
    expect(shiftDay('2024-02-28', 1)).toBe('2024-02-29');
    expect(shiftDay('2025-02-28', 1)).toBe('2025-03-01');
    expect(shiftDay('2026-01-01', -1)).toBe('2025-12-31');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '', 'today', '2026-01-01T00:00', '99999-01-01'])(
    'are not %j',
    (text) => expect(isDay(text)).toBe(false),
  );

  it('are not moved by the zone of the machine', () => {
    // The night in which clocks went back in most of Europe.
    expect(daysBetween('2025-10-25', '2025-10-27')).toBe(2);
  });
});

describe('the period of a view', () => {
  it('is one day, drawn with the four weeks that lead to it', () => {
    expect(resolvePeriods('2026-01-30', '1', 'none', year)).toEqual({
      period: { from: '2026-01-30', to: '2026-01-30' },
      chart: { from: '2026-01-03', to: '2026-01-30' },
      comparison: null,
    });
  });

  it('goes back no further than the data', () => {
    const dates = ['2026-01-20', '2026-01-30'];
    const { period, chart, comparison } = resolvePeriods('2026-01-30', '90', 'week', dates);
    expect(period).toEqual({ from: '2026-01-20', to: '2026-01-30' });
    expect(chart).toEqual(period);
    expect(comparison).toBeNull();
    expect(countDays(period)).toBe(11);
  });

  it('is held against the same weekday a week earlier', () => {
    const { comparison } = resolvePeriods('2026-01-30', '1', 'week', year);
    expect(comparison).toEqual({ from: '2026-01-23', to: '2026-01-23', shift: 7 });
  });

  it('is held against the last day that has data', () => {
    const { comparison } = resolvePeriods('2026-01-05', '1', 'previous', ['2025-12-31', '2026-01-05']);
    expect(comparison).toEqual({ from: '2025-12-31', to: '2025-12-31', shift: 5 });
  });

  it('of 90 days is held against the same weekdays, 13 weeks earlier', () => {
    const { comparison } = resolvePeriods('2026-01-30', '90', 'week', year);
    expect(comparison).toEqual({ from: '2025-08-03', to: '2025-10-31', shift: 91 });
  });

  it('is held against the same weekday 52 weeks earlier', () => {
    const { comparison } = resolvePeriods('2026-01-30', '7', 'year', year);
    expect(comparison).toEqual({ from: '2025-01-25', to: '2025-01-31', shift: 364 });
  });

  it('is not compared with a period that the data only partly reaches back to', () => {
    // Two of the seven days before have data: everything would seem to have grown.
    const dates = daysFrom('2026-01-22', '2026-01-30');
    expect(resolvePeriods('2026-01-30', '7', 'previous', dates).comparison).toBeNull();
  });

  it('is not compared where the first day is all there is', () => {
    expect(resolvePeriods('2026-01-01', '1', 'previous', ['2026-01-01']).comparison).toBeNull();
  });

  it('and its counterpart have the same length and never overlap, whatever is chosen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...year),
        fc.constantFrom(...SPANS),
        fc.constantFrom(...COMPARISONS),
        (date, span, compare) => {
          const { period, comparison } = resolvePeriods(date, span, compare, year);
          expect(period.to).toBe(date);
          if (!comparison) return;
          expect(countDays(comparison)).toBe(countDays(period));
          expect(comparison.to < period.from).toBe(true);
          expect(shiftDay(comparison.to, comparison.shift)).toBe(period.to);
          if (compare !== 'previous') expect(comparison.shift % 7).toBe(0);
        },
      ),
    );
  });
});
