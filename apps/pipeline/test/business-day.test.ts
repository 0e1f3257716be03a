import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, parseDay } from '../src/dates/business-day.ts';

describe('business days', () => {
  it.each(['2024-02-29', '2000-02-29', '2023-12-31', '0001-01-01', '9999-12-31'])('%s exists', (day) => {
    expect(parseDay(day)).toBe(day);
  });

  it.each([
    '2023-02-30',
    '2023-02-29',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-1-1',
    '20230101',
    '2023-01-01T00:00:00Z',
    ' 2023-01-01',
    '+02023-01-01',
    'today',
    '',
  ])('%j does not exist', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  it('counts over months, leap days and clock changes', () => {
    expect(daysBetween('2024-02-27', '2024-03-01')).toEqual([
      '2024-02-27',
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ]);
    expect(daysBetween('2010-12-01', '2011-12-09')).toHaveLength(374);
    expect(addDays('2023-01-01', -1)).toBe('2022-12-31');
  });

  it('ends with the last day that four digits can name', () => {
    expect(daysBetween('9999-12-30', '9999-12-31')).toEqual(['9999-12-30', '9999-12-31']);
  });
});
