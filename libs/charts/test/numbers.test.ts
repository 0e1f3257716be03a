import { describe, expect, it } from 'vitest';
import { formatChange, formatExact, formatHeadline } from '../src/index.ts';

/** No-break spaces as spaces, so that expectations can be read. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a headline figure', () => {
  it.each([
    [0, null, '0'],
    [7, null, '7'],
    [1_240, null, '1,240'],
    [9_999, null, '9,999'],
    [12_400, null, '12.4 k'],
    [999_950, null, '1 M'],
    [1_240_311, null, '1.24 M'],
    [9_700_000_000, null, '9.7 bn'],
    [-1_240_311, null, '−1.24 M'],
    [2.71999, null, '2.72'],
    [9_747_747.934, 'USD', '$9.75 M'],
    [131.17, 'USD', '$131.17'],
    [4_310, 'USD', '$4,310'],
    [1_240_311, 'GBP', '£1.24 M'],
    [12.4, '%', '12.4 %'],
    [93.42, 's', '93.4 s'],
    [312.4, 's', '5 min 12 s'],
    [3_599.7, 's', '1 h'],
    [7_500, 's', '2 h 5 min'],
    [273_600, 's', '3 d 4 h'],
    [-312, 's', '−5 min 12 s'],
    [2_500, 'kg', '2,500 kg'],
    [1e300, null, '1E300'],
  ])('of %d in %s is %s', (value, unit, text) => {
    expect(plain(formatHeadline(value, { unit }))).toBe(text);
  });

  it('follows the locale', () => {
    expect(plain(formatHeadline(1_240_311, { locale: 'de-DE' }))).toBe('1,24 Mio.');
    expect(plain(formatHeadline(1_240_311, { locale: 'de-DE', unit: 'USD' }))).toBe('1,24 Mio. $');
    expect(plain(formatHeadline(1_240_311, { locale: 'en-US' }))).toBe('1.24 M');
  });
});

describe('an exact figure', () => {
  it.each([
    [1_240_311, null, '1,240,311'],
    [9_007_199_254_740_991, null, '9,007,199,254,740,991'],
    [9_747_747.934, 'USD', '$9,747,747.934'],
    [1_143.6, 'USD', '$1,143.60'],
    [312.4, 's', '312.4 s'],
    [0.1 + 0.2, null, '0.3'],
    [-0, null, '0'],
    [0.000012345, null, '0.000012345'],
    [1.5e-9, null, '1.5E−9'],
  ])('of %d in %s is %s', (value, unit, text) => {
    expect(plain(formatExact(value, { unit }))).toBe(text);
  });
});

describe('a figure that is not known', () => {
  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('is a dash, never a zero: %s', (value) => {
    expect(formatHeadline(value)).toBe('–');
    expect(formatExact(value, { unit: 'USD' })).toBe('–');
  });
});

describe('a change', () => {
  it('has sign, arrow and words', () => {
    const change = formatChange(1_200, 1_349);
    expect(change).toMatchObject({ direction: 'up', arrow: '▲', tone: 'neutral' });
    expect(plain(change.amount)).toBe('+12.4 %');
    expect(plain(change.words)).toBe('up 12.4 %, from 1,200 to 1,349');
  });

  it('is good only where somebody said which way is', () => {
    expect(formatChange(300, 250, { unit: 's', goodWhen: 'down' }).tone).toBe('good');
    expect(formatChange(300, 250, { unit: 's', goodWhen: 'up' }).tone).toBe('bad');
    expect(formatChange(300, 250, { unit: 's' }).tone).toBe('neutral');
  });

  it('of a percentage is in percentage points', () => {
    expect(plain(formatChange(10, 11.2, { unit: '%' }).amount)).toBe('+1.2 percentage points');
    expect(plain(formatChange(11, 10, { unit: '%' }).amount)).toBe('−1 percentage point');
  });

  it('from zero or below has no percentage', () => {
    expect(plain(formatChange(0, 50).amount)).toBe('+50');
    expect(plain(formatChange(-20, 30, { unit: 'USD' }).amount)).toBe('+$50.00');
  });

  it('is in times where percent would be in thousands', () => {
    const change = formatChange(10, 447);
    expect(change).toMatchObject({ direction: 'up', arrow: '▲' });
    expect(plain(change.amount)).toBe('×44.7');
    expect(plain(change.words)).toBe('grown to 44.7 times as much, from 10 to 447');
  });

  it('keeps a change too small to write from looking like none', () => {
    expect(plain(formatChange(1_000_000, 1_000_001).amount)).toBe('+0.0001 %');
  });

  it('with nothing on one side is not known', () => {
    expect(formatChange(null, 5)).toMatchObject({
      direction: 'unknown',
      amount: '–',
      words: 'nothing to compare with',
    });
    expect(formatChange(5, null)).toMatchObject({ direction: 'unknown', amount: '–', words: 'not known' });
    expect(formatChange(5, 5)).toMatchObject({ direction: 'same', amount: '±0', words: 'unchanged at 5' });
  });
});
