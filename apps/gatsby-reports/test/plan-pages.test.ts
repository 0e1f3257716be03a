import { describe, expect, it } from 'vitest';
import { chooseComparison } from '../src/report/choose-comparison.ts';
import { planDayPages, planHomePage, planRegionPages } from '../src/report/plan-pages.ts';

describe('chooseComparison', () => {
  const dates = ['2024-02-22', '2024-02-27', '2024-02-28', '2024-02-29', '2024-03-07'];
  it('takes the same weekday of the week before, over the end of a month', () => {
    expect(chooseComparison(dates, '2024-03-07')).toBe('2024-02-29');
    expect(chooseComparison(dates, '2024-02-29')).toBe('2024-02-22');
  });
  it('takes the newest day before where that one has no data', () => {
    expect(chooseComparison(dates, '2024-02-28')).toBe('2024-02-27');
  });
  it('has none for the first day', () => {
    expect(chooseComparison(dates, '2024-02-22')).toBeNull();
    expect(chooseComparison([], '2024-02-22')).toBeNull();
  });
});

describe('planDayPages', () => {
  const day = (date: string) => ({ id: `id ${date}`, date, regions: ['EIRE/ie'] });
  const days = ['2024-03-07', '2024-02-29', '2024-01-01', '2024-02-08', '2024-02-09'].map(day);

  it('gives each day its neighbours and the days of the four weeks up to it', () => {
    const pages = planDayPages(days, ['EIRE/ie'], ['login']);
    expect(pages.map((page) => page.path)).toEqual([
      '/days/2024-01-01/',
      '/days/2024-02-08/',
      '/days/2024-02-09/',
      '/days/2024-02-29/',
      '/days/2024-03-07/',
    ]);
    expect(pages[4]?.context).toEqual({
      id: 'id 2024-03-07',
      comparisonId: 'id 2024-02-29',
      // 28 days: 2024-02-08 would be the twenty-ninth.
      windowIds: ['id 2024-02-09', 'id 2024-02-29', 'id 2024-03-07'],
      before: '2024-02-29',
      after: null,
      kinds: ['login'],
      slugs: { 'EIRE/ie': 'eire-ie' },
    });
    expect(pages[0]?.context).toMatchObject({ before: null, after: '2024-02-08', comparisonId: '' });
  });

  it('tells a page only what is on it, so that a new day far off does not render it again', () => {
    const before = planDayPages(days, ['EIRE/ie'], ['login']);
    const after = planDayPages([...days, day('2024-06-01')], ['EIRE/ie', 'France'], ['login']);
    expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
  });
});

describe('planRegionPages', () => {
  it('makes a page for each region, at the address that other pages link to', () => {
    const names = ['EIRE', 'eire', '🦊'];
    const pages = planRegionPages(
      names.map((name, index) => ({ id: String(index), name })),
      [],
    );
    const { slugs } = planHomePage(names).context;
    expect(pages.map((page) => page.path)).toEqual(names.map((name) => `/regions/${slugs[name]}/`));
    expect(new Set(pages.map((page) => page.path)).size).toBe(3);
  });
});
