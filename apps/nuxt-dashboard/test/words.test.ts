import { describe, expect, it } from 'vitest';
import { groupByMonth, neighbours } from '../app/view/build-choosers.ts';
import { nameColumn } from '../app/view/name-column.ts';
import { writeAge } from '../app/view/write-age.ts';
import { parseTheme } from '../shared/theme.ts';

describe('words', () => {
  it.each([
    ['event_count', 'Event count'],
    ['avg_session_duration', 'Average session duration'],
    ['revenue', 'Revenue'],
    ['_odd__name_', 'Odd name'],
  ])('name the column %s %s', (column, name) => expect(nameColumn(column)).toBe(name));

  it.each([
    ['2026-07-31T12:00:00Z', 'just now'],
    ['2026-07-31T11:59:01Z', 'just now'],
    ['2026-07-31T11:59:00Z', '1 min ago'],
    ['2026-07-31T09:00:00Z', '3 h ago'],
    ['2026-07-30T12:00:00Z', '1 day ago'],
    ['2026-07-01T12:00:00Z', '30 days ago'],
    // The clocks of two machines differ: nothing was published in the future.
    ['2026-07-31T12:00:09Z', 'just now'],
  ])('say how old %s is: %s', (then, age) => expect(writeAge(then, '2026-07-31T12:00:00Z')).toBe(age));
});

describe('choosers', () => {
  const dates = ['2026-06-30', '2026-07-01', '2026-07-03'];

  it('have days by month, the newest first', () => {
    expect(groupByMonth(dates)).toEqual([
      {
        label: 'July 2026',
        choices: [
          { value: '2026-07-03', label: 'Fri 3 Jul 2026' },
          { value: '2026-07-01', label: 'Wed 1 Jul 2026' },
        ],
      },
      { label: 'June 2026', choices: [{ value: '2026-06-30', label: 'Tue 30 Jun 2026' }] },
    ]);
  });

  it('step over days without data, also from one of them', () => {
    expect(neighbours(dates, '2026-07-01')).toEqual({ before: '2026-06-30', after: '2026-07-03' });
    expect(neighbours(dates, '2026-07-02')).toEqual({ before: '2026-07-01', after: '2026-07-03' });
    expect(neighbours(dates, '2026-07-03').after).toBeNull();
    expect(neighbours([], '2026-07-03')).toEqual({ before: null, after: null });
  });

  it('take any other theme for that of the system', () => {
    expect(parseTheme('dark')).toBe('dark');
    expect(parseTheme('"><script>')).toBe('auto');
  });
});
