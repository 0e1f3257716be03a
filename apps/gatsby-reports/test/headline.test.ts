import { describe, expect, it } from 'vitest';
import type { Figure } from '../src/report/dataset.ts';
import { findLargest, findMover } from '../src/report/find-mover.ts';
import { type DayFacts, percent, writeHeadline, writeLead } from '../src/report/write-headline.ts';

const revenue: Figure = {
  name: 'takings',
  label: 'Takings',
  unit: 'USD',
  description: null,
  method: '',
  digits: null,
  adds: true,
};

function facts(
  value: number | null,
  before: number | null | undefined,
  more: Partial<DayFacts> = {},
): DayFacts {
  return {
    figure: revenue,
    date: '2011-12-09',
    value,
    comparison: before === undefined ? null : { date: '2011-12-02', value: before },
    parts: [],
    ...more,
  };
}

/** Spaces that do not break are spaces to a reader. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

describe('writeHeadline', () => {
  it.each([
    [facts(88, 100), 'Takings fell by 12 % on Friday, 9 December 2011'],
    [facts(106.2, 100), 'Takings rose by 6.2 % on Friday, 9 December 2011'],
    [facts(250, 100), 'Takings was 2.5 times as high on Friday, 9 December 2011'],
    [facts(200, 100), 'Takings was twice as high on Friday, 9 December 2011'],
    [facts(100, 100), 'Takings stayed at $100.00 on Friday, 9 December 2011'],
    [facts(100, undefined), 'Takings was $100.00 on Friday, 9 December 2011'],
    [facts(null, 100), 'Nothing is known of takings on Friday, 9 December 2011'],
    // A percentage of a loss would say the opposite.
    [facts(50, -100), 'Takings rose from −$100.00 to $50.00 on Friday, 9 December 2011'],
    [facts(-50, 100), 'Takings fell from $100.00 to −$50.00 on Friday, 9 December 2011'],
    [facts(0, 100), 'Takings fell by 100 % on Friday, 9 December 2011'],
    [facts(5, 0), 'Takings rose from $0.00 to $5.00 on Friday, 9 December 2011'],
  ])('%#', (given, sentence) => {
    expect(plain(writeHeadline(given))).toBe(sentence);
  });

  it('names whom it happened to', () => {
    expect(plain(writeHeadline(facts(88, 100), 'EIRE'))).toBe(
      'EIRE: takings fell by 12 % on Friday, 9 December 2011',
    );
  });
});

describe('writeLead', () => {
  it('says against what, and who was behind it', () => {
    const parts = [
      { name: 'Norway', value: 30, before: 60 },
      { name: 'France', value: 70, before: 40 },
      { name: 'Spain', value: 0, before: 20 },
    ];
    expect(writeLead(facts(100, 120, { parts })).map(plain)).toEqual([
      'It was $100.00, after $120.00 a week before, on Friday, 2 December 2011.',
      'Most of the fall came from Norway, from $60.00 to $30.00.',
      '70 % of the day’s takings came from France.',
    ]);
  });

  it('names the day that it was held against where it is not a week before', () => {
    const given = facts(100, 120, { comparison: { date: '2011-12-08', value: 120 } });
    expect(writeLead(given)[0]).toContain('on Thursday, 8 December 2011, the day with data before it');
  });

  it('claims nothing of parts of a mean', () => {
    const parts = [{ name: 'Norway', value: 30, before: 60 }];
    expect(writeLead(facts(100, 120, { figure: { ...revenue, adds: false }, parts }))).toHaveLength(1);
  });

  it('says of the first day that it is the first', () => {
    expect(writeLead(facts(100, undefined))).toEqual(['It is the first day that has data.']);
  });
});

describe('findMover', () => {
  it('takes the part that went furthest the way the whole went', () => {
    const parts = [
      { name: 'up', value: 100, before: 0 },
      { name: 'down', value: 0, before: 30 },
      { name: 'more down', value: 0, before: 120 },
    ];
    expect(findMover(parts, -50)).toMatchObject({ name: 'more down', share: 2.4 });
    expect(findMover(parts, 50)).toMatchObject({ name: 'up' });
  });

  it('counts a part that came or went as zero on the other day', () => {
    expect(findMover([{ name: 'new', value: 10, before: null }], 10)).toMatchObject({
      name: 'new',
      share: 1,
    });
  });

  it('finds none where nothing changed', () => {
    expect(findMover([{ name: 'a', value: 1, before: 2 }], 0)).toBeNull();
  });

  it('singles nobody out where several went as far', () => {
    const parts = ['a', 'b'].map((name) => ({ name, value: 2, before: 1 }));
    expect(findMover(parts, 2)).toBeNull();
  });
});

describe('findLargest', () => {
  const part = (name: string, value: number | null) => ({ name, value, before: null });
  it('gives the share of the largest', () => {
    expect(findLargest([part('a', 1), part('b', 3)])).toEqual({ name: 'b', share: 0.75 });
  });
  it('gives none where shares mean nothing', () => {
    expect(findLargest([part('a', 1), part('b', -3)])).toBeNull();
    expect(findLargest([part('a', 1), part('b', null)])).toBeNull();
    expect(findLargest([part('a', 0), part('b', 0)])).toBeNull();
    expect(findLargest([part('a', 2), part('b', 2), part('c', 1)])).toBeNull();
  });
});

describe('percent', () => {
  it.each([
    [0.0004, 'less than 0.1 %'],
    [0.124, '12.4 %'],
    [0.84, '84 %'],
    [0, '0 %'],
  ])('writes %d as %s', (share, text) => {
    expect(plain(percent(share))).toBe(text);
  });
});
