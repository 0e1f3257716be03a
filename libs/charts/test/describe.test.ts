import { describe, expect, it } from 'vitest';
import {
  describeBars,
  describeMarks,
  describeSeries,
  describeSeriesList,
  type Series,
  summariseSeries,
} from '../src/index.ts';

const checkout: Series = {
  name: 'Checkouts',
  points: [
    { date: '2026-05-15', value: 150 },
    { date: '2026-05-11', value: 100 },
    { date: '2026-05-12', value: 300 },
    { date: '2026-05-13', value: null, reason: 'no file' },
    { date: '2026-05-16', value: 20, unfinished: true },
  ],
};

describe('a series in a sentence', () => {
  it('has last, highest, lowest, change, and what is missing; an unfinished day is none of them', () => {
    expect(describeSeries(checkout).replaceAll('\u00a0', ' ')).toBe(
      'Checkouts: 150 on 15 May 2026; highest 300 on 12 May 2026; lowest 100 on 11 May 2026; up 50 % since 11 May 2026; ' +
        '20 so far on 16 May 2026, a day not finished; 2 days without data.',
    );
  });

  it('says how many times as much, where percent would be in thousands', () => {
    const points = [
      { date: '2026-05-11', value: 10 },
      { date: '2026-05-12', value: 447 },
    ];
    expect(describeSeries({ name: 'Logins', points })).toMatch(
      /; grown to 44\.7 times as much since 11 May 2026\.$/,
    );
  });

  it('has no superlatives where all days are equal', () => {
    const points = ['2026-05-11', '2026-05-12'].map((date) => ({ date, value: 4 }));
    expect(describeSeries({ name: 'Errors', points })).toBe(
      'Errors: 4 on 12 May 2026; the same on every day since 11 May 2026.',
    );
  });

  it('of one day says that day', () => {
    expect(describeSeries({ name: 'Errors', points: [{ date: '2026-05-11', value: 0 }] })).toBe(
      'Errors: 0 on 11 May 2026.',
    );
  });

  it('without a value says so', () => {
    expect(describeSeries({ name: 'Errors', points: [] })).toBe('Errors: no data.');
    expect(describeSeries({ name: 'Errors', points: [{ date: '2026-05-11', value: Number.NaN }] })).toBe(
      'Errors: no data.',
    );
  });

  it('is one of at most six', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ name: `n${index}`, points: [] }));
    expect(describeSeriesList(many)).toBe(
      'n0: no data. n1: no data. n2: no data. n3: no data. n4: no data. n5: no data. And 3 more.',
    );
  });
});

describe('the summary of a series', () => {
  it('takes the earliest of equals, and counts the days', () => {
    const points = [
      { date: '2026-05-11', value: 5 },
      { date: '2026-05-12', value: 9, corrected: true },
      { date: '2026-05-14', value: 9 },
    ];
    const summary = summariseSeries({ name: 'x', points });
    expect(summary.highest?.date).toBe('2026-05-12');
    expect(summary).toMatchObject({ knownDays: 3, missingDays: 1, correctedDays: 1, unfinished: null });
  });

  it('refuses two values for one day, naming both series and day', () => {
    const points = ['2026-05-11', '2026-05-11'].map((date) => ({ date, value: 1 }));
    expect(() => summariseSeries({ name: 'twice', points })).toThrow(
      'Series "twice" has two values for 2026-05-11.',
    );
  });
});

describe('bars in a sentence', () => {
  it('has the largest, the second, the smallest, and what is missing', () => {
    const bars = [
      { name: 'France', value: 20 },
      { name: 'United Kingdom', value: 80 },
      { name: 'Malta', value: -3 },
      { name: 'Narnia', value: null },
    ];
    expect(describeBars(bars)).toBe(
      'Largest of 4: United Kingdom with 80; then France with 20; smallest: Malta with −3; 1 without data.',
    );
    expect(describeBars([])).toBe('No data.');
  });
});

describe('the notes under a chart', () => {
  it('explain the marks that are there', () => {
    expect(describeMarks([checkout])).toEqual([
      'A gap is a day without data (2 days).',
      'A hollow point is a day that is not finished.',
    ]);
  });

  it('explain nothing where nothing needs it', () => {
    expect(describeMarks([{ name: 'x', points: [{ date: '2026-05-11', value: 1 }] }])).toEqual([]);
  });
});
