import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayTicks, makeDayScale, weekendBands } from '../src/day-scale.ts';
import { dayToDate, parseDay, weekday } from '../src/days.ts';
import { formatDate, formatPeriod } from '../src/index.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('a date', () => {
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London'])(
    'is the day that is written, in %s too',
    (zone) => {
      vi.stubEnv('TZ', zone);
      expect(formatDate('2026-07-20')).toBe('20 July 2026');
      expect(formatDate('2011-05-14', { style: 'weekday' })).toMatch(/^Saturday,? 14 May 2011$/);
      expect(formatDate('2011-05-14', { style: 'short', year: false })).toBe('14 May');
      expect(formatDate('2011-05-14', { locale: 'en-US' })).toBe('May 14, 2011');
    },
  );

  it.each(['2023-02-30', '2023-13-01', '2023-1-1', '', '20 July', '2023-02-28T00:00:00Z', ' 2023-02-28'])(
    'is refused by name: %s',
    (text) => {
      expect(() => formatDate(text)).toThrow(`"${text}" is not a date`);
    },
  );

  it('comes back from its number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
        expect(parseDay(dayToDate(day))).toBe(day);
      }),
    );
  });

  it('knows its weekday', () => {
    expect(weekday(parseDay('1970-01-01'))).toBe(3);
    expect(weekday(parseDay('2026-11-21'))).toBe(5);
    expect(weekday(parseDay('1969-12-28'))).toBe(6);
  });

  it('says month and year once in a period', () => {
    expect(formatPeriod('2011-05-01', '2011-05-14')).toBe('1–14 May 2011');
    expect(formatPeriod('2011-05-01', '2011-06-14')).toBe('1 May – 14 June 2011');
    expect(formatPeriod('2010-05-01', '2011-06-14', { style: 'short' })).toBe('1 May 2010 – 14 Jun 2011');
    expect(formatPeriod('2011-05-14', '2011-05-14')).toBe('14 May 2011');
  });

  it.each([
    ['\u2009–\u2009', 'as Node writes it'],
    [' – ', 'as Chromium does'],
    ['–', 'and as older ones did'],
  ])('has the same dash in a period everywhere: "%s", %s', (dash) => {
    vi.spyOn(Intl.DateTimeFormat.prototype, 'formatRange').mockReturnValueOnce(`1${dash}14 May 2011`);
    expect(formatPeriod('2011-05-01', '2011-05-14')).toBe('1–14 May 2011');
    vi.spyOn(Intl.DateTimeFormat.prototype, 'formatRange').mockReturnValueOnce(`1 May${dash}14 June 2011`);
    expect(formatPeriod('2011-05-01', '2011-06-14')).toBe('1 May – 14 June 2011');
  });
});

describe('the axis of days', () => {
  const scale = (from: string, to: string, width: number) =>
    makeDayScale(parseDay(from), parseDay(to), 0, width);

  it('marks Mondays over a month, and the year once', () => {
    const ticks = dayTicks(scale('2026-10-20', '2026-11-18', 600), undefined);
    expect(ticks.map((tick) => tick.label)).toEqual(['26 Oct', '2 Nov', '9 Nov', '16 Nov']);
    expect(ticks.map((tick) => tick.year)).toEqual(['2026', null, null, null]);
  });

  it('marks months over a year, with the year where it changes', () => {
    const ticks = dayTicks(scale('2010-11-15', '2011-04-10', 600), undefined);
    expect(ticks.map((tick) => [tick.label, tick.year])).toEqual([
      ['Dec', '2010'],
      ['Jan', '2011'],
      ['Feb', null],
      ['Mar', null],
      ['Apr', null],
    ]);
  });

  it('marks years over decades', () => {
    const ticks = dayTicks(scale('1990-06-01', '2011-04-10', 400), undefined);
    expect(ticks.map((tick) => tick.label)).toEqual(['1995', '2000', '2005', '2010']);
  });

  it('shades each weekend, cut at the ends of the axis', () => {
    // From a Sunday to the Saturday after it: one day shaded at either end.
    const bands = weekendBands(makeDayScale(parseDay('2026-11-15'), parseDay('2026-11-21'), 0, 70, 5));
    expect(bands).toEqual([
      { x: 0, width: 10 },
      { x: 60, width: 10 },
    ]);
  });

  it('shades none where the days are too close to see a week', () => {
    expect(weekendBands(scale('2010-12-01', '2011-12-09', 600))).toEqual([]);
  });
});
