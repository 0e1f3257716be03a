import { describe, expect, it } from 'vitest';
import { type LineLayout, layoutLineChart, lineChart, type Point, type Series } from '../src/index.ts';
import { byClass, everyNode, pathEnds, readXml } from './read-svg.ts';

const week = (values: readonly (number | null)[], first = 11): Point[] =>
  values.map((value, index) => ({ date: `2026-05-${first + index}`, value }));
const one = (points: readonly Point[], more: Partial<Series> = {}): Series => ({
  name: 'Checkouts',
  points,
  ...more,
});
const draw = (series: readonly Series[], more: object = {}) =>
  readXml(lineChart({ id: 'c', title: 'T', series, ...more }));
const texts = (root: ReturnType<typeof draw>) =>
  everyNode(root)
    .filter((node) => node.name === 'text')
    .map((node) => node.text.replaceAll('\u00a0', ' '));

describe('a line', () => {
  it('breaks at a day that is null and at one that is absent', () => {
    const points = week([10, 20, null, 30, 40]).concat([
      { date: '2026-05-17', value: 50 },
      { date: '2026-05-18', value: 60 },
    ]);
    const [line] = byClass(draw([one(points)]), 'dc-line');
    expect(line!.attributes.d!.match(/M/g)).toHaveLength(3);
    expect(pathEnds(line!.attributes.d!)).toHaveLength(6);
  });

  it('shows a day between two gaps as a dot', () => {
    const root = draw([one(week([10, null, 30, null, 50, 60]))]);
    expect(byClass(root, 'dc-dot')).toHaveLength(2);
  });

  it('takes NaN and Infinity for a gap', () => {
    const [line] = byClass(draw([one(week([1, 2, Number.NaN, Number.POSITIVE_INFINITY, 3, 4]))]), 'dc-line');
    expect(line!.attributes.d!.match(/M/g)).toHaveLength(2);
  });

  it('is the same for points in any order', () => {
    const points = week([10, 20, 5]);
    expect(lineChart({ id: 'c', title: 'T', series: [one(points)] })).toBe(
      lineChart({ id: 'c', title: 'T', series: [one(points.toReversed())] }),
    );
  });

  it('ends hollow and dotted at a day that is not finished, which is neither highest nor lowest', () => {
    const points = week([10, 30, 20]).concat([{ date: '2026-05-14', value: 1, unfinished: true }]);
    const root = draw([one(points)]);
    expect(byClass(root, 'dc-hollow')).toHaveLength(1);
    expect(byClass(root, 'dc-tip')).toHaveLength(0);
    expect(pathEnds(byClass(root, 'dc-open')[0]!.attributes.d!)).toHaveLength(2);
    expect(pathEnds(byClass(root, 'dc-line')[0]!.attributes.d!)).toHaveLength(3);
    expect(texts(root)).toEqual(expect.arrayContaining(['1 so far', '30, 12 May', '10, 11 May']));
  });

  it('is not drawn across an unfinished day in its midst', () => {
    const points = week([10, 12, 5, 14, 15]).map((point, index) => ({ ...point, unfinished: index === 2 }));
    const [line] = byClass(draw([one(points)]), 'dc-line');
    expect(line!.attributes.d!.match(/M/g)).toHaveLength(2);
  });

  it('has a diamond at a corrected day', () => {
    const points = week([10, 30, 20]).map((point, index) =>
      index === 1 ? { ...point, corrected: true } : point,
    );
    expect(byClass(draw([one(points)]), 'dc-corrected')).toHaveLength(1);
  });

  it('of a comparison is thin, dashed, named, and never marked', () => {
    const before = one(week([90, 1, 50]), { name: 'Week before', role: 'comparison' });
    const root = draw([one(week([10, 30, 20])), before]);
    expect(byClass(root, 'dc-comparison')).toHaveLength(1);
    expect(texts(root)).toContain('Week before');
    expect(texts(root)).toContain('30, 12 May');
    expect(texts(root).join()).not.toContain('90, 11 May');
  });
});

describe('the axis of values', () => {
  const foot = (values: number[], more: object = {}) => {
    const layout = layoutLineChart({ id: 'c', title: 'T', series: [one(week(values))], ...more });
    return {
      labels: layout.gridlines.map((line) => line.label.replaceAll('\u00a0', ' ')),
      note: layout.axisNote,
    };
  };

  it('starts at zero, in three to six round gridlines', () => {
    expect(foot([12, 48, 30])).toEqual({ labels: ['0', '10', '20', '30', '40', '50'], note: null });
  });

  it('says so where it does not start at zero', () => {
    expect(foot([1_000, 1_010, 1_020])).toEqual({
      labels: ['1,000', '1,005', '1,010', '1,015', '1,020'],
      note: 'Axis starts at 1,000, not at zero',
    });
  });

  it('starts at zero all the same under an area, and where asked', () => {
    expect(foot([1_000, 1_010], { area: true }).note).toBeNull();
    expect(foot([1_000, 1_010], { baseline: 'zero' }).labels[0]).toBe('0');
  });

  it('writes the unit once', () => {
    expect(foot([12_000, 48_000], { unit: 'USD' }).labels).toEqual([
      '0',
      '10 k',
      '20 k',
      '30 k',
      '40 k',
      '$50 k',
    ]);
    expect(foot([12, 48], { unit: '%' }).labels.at(-1)).toBe('50 %');
  });

  it('counts many seconds in minutes', () => {
    expect(foot([60, 580], { unit: 's' }).labels).toEqual(['0', '2', '4', '6', '8', '10 min']);
  });

  it('has zero among its gridlines where values are negative', () => {
    const { labels } = foot([-40, 35]);
    expect(labels).toContain('0');
    expect(labels[0]).toBe('−40');
  });
});

describe('what is written', () => {
  it('is the last, highest and lowest value of a line', () => {
    expect(texts(draw([one(week([12_345, 20_000, 9_000, 15_000]))]))).toEqual(
      expect.arrayContaining(['15 k', '20 k, 12 May', '9,000, 13 May']),
    );
  });

  it.each<[what: string, values: number[], more: object]>([
    ['at the foot of the plot', [100, 90, 2, 90, 100], { area: true }],
    ['in a narrow drawing', [70, 30, 45, 3, 60, 20, 50], { width: 'narrow', baseline: 'zero' }],
    ['at the left edge', [0, 60, 90, 80, 100], { baseline: 'zero' }],
    ['at the top', [10, 30, 100, 100, 99, 20], { width: 'narrow' }],
  ])('keeps highest and lowest off the lines: %s', (_, values, more) => {
    const layout = layoutLineChart({ id: 'c', title: 'T', series: [one(week(values))], ...more });
    expect(layout.marks.length).toBeGreaterThan(0);
    for (const mark of layout.marks) expect(placesUnder(mark, layout)).toEqual([]);
  });

  it('keeps the lowest off the line above it, where there is no room below', () => {
    const low = one(week([8, 6, 3, 6, 8]), { name: 'low' });
    const high = one(week([40, 42, 41, 44, 100]), { name: 'high' });
    const layout = layoutLineChart({ id: 'c', title: 'T', series: [low, high], baseline: 'zero' });
    const lowest = layout.marks.find(({ kind }) => kind === 'lowest');
    expect(placesUnder(lowest!, layout)).toEqual([]);
  });

  it('is each name and last value, none over another', () => {
    const series = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) =>
      one(week([5, 10, 10 + index / 100]), { name }),
    );
    for (const width of ['wide', 'narrow'] as const) {
      const { ends } = layoutLineChart({ id: 'c', title: 'T', series, width });
      expect(ends.map((end) => end.name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      const ys = ends.map((end) => end.y).sort((a, b) => a - b);
      const height = width === 'narrow' ? 36 : 18;
      for (let index = 1; index < ys.length; index++)
        expect(ys[index]! - ys[index - 1]!).toBeGreaterThanOrEqual(height - 1e-9);
    }
  });

  it('is every exact figure of a day, with reason or remark, in its tooltip', () => {
    const root = draw([
      one([{ date: '2026-05-14', value: 1_240_311, corrected: true }]),
      one([{ date: '2026-05-14', value: null, reason: 'no file arrived' }], { name: 'Logins' }),
      one([{ date: '2026-05-14', value: 7, sourceDate: '2026-04-14' }], {
        name: 'Before',
        role: 'comparison',
      }),
    ]);
    const [day] = everyNode(root).filter((node) => node.attributes['data-date'] === '2026-05-14');
    const [weekday, ...lines] = day!.text.split('\n');
    expect(weekday).toMatch(/^Thursday,? 14 May 2026$/);
    expect(lines[0]).toBe('Checkouts: 1,240,311 (corrected)');
    expect(lines[1]).toBe('Logins: – (no file arrived)');
    expect(lines[2]).toMatch(/^Before: 7 \(Tuesday,? 14 April 2026\)$/);
  });

  it('is "No data" where there is none, and no axis that nobody measured', () => {
    expect(texts(draw([one([])]))).toEqual(['No data']);
    expect(texts(draw([one(week([null, null]))]))).toEqual(['No data']);
  });
});

describe('the drawing', () => {
  it('has a role, a title and a text alternative, by ids of the caller', () => {
    const root = draw([one(week([10, 20]))], { id: 'events', width: 'narrow' });
    expect(root.attributes).toMatchObject({
      role: 'img',
      'aria-labelledby': 'events-360-title',
      'aria-describedby': 'events-360-desc',
    });
    const byId = (id: string) => everyNode(root).find((node) => node.attributes.id === id)!;
    expect(byId('events-360-title').text).toBe('T');
    expect(byId('events-360-desc').text.replaceAll('\u00a0', ' ')).toBe(
      'Checkouts: 20 on 12 May 2026; highest 20 on 12 May 2026; lowest 10 on 11 May 2026; up 100 % since 11 May 2026.',
    );
  });

  it('refuses an id that could not be one', () => {
    expect(() => draw([], { id: 'a b' })).toThrow('Chart id "a b"');
  });

  it('leaves out what is outside the period asked for', () => {
    const root = draw([one(week([10, 20, 30, 40]))], { from: '2026-05-12', to: '2026-05-13' });
    expect(everyNode(root).flatMap((node) => node.attributes['data-date'] ?? [])).toEqual([
      '2026-05-12',
      '2026-05-13',
    ]);
  });

  it('keeps the days of a period that has fewer points', () => {
    const { days, lines } = layoutLineChart({
      id: 'c',
      title: 'T',
      series: [one(week([10, 20]))],
      from: '2026-05-01',
      to: '2026-05-31',
    });
    expect(days).toHaveLength(2);
    const [run] = lines[0]!.runs;
    // Day 11 of 31 stands a third of the way, not at the edge.
    expect(run![0]!.x).toBeGreaterThan(200);
  });
});

/** Places of the lines, looked at every half pixel, that a mark's text (14 px high, 6 px a letter at the least) covers. */
function placesUnder({ text, x, y, anchor }: LineLayout['marks'][number], { lines }: LineLayout): Place[] {
  const width = text.length * 6;
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  const covers = (place: Place) =>
    place.x > left && place.x < left + width && place.y > y - 11 && place.y < y + 2;
  return lines
    .flatMap(({ runs }) =>
      runs.flatMap((run) => run.slice(1).flatMap((to, index) => between(run[index]!, to))),
    )
    .filter(covers);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function between(from: Place, to: Place): Place[] {
  const steps = Math.ceil(2 * Math.hypot(to.x - from.x, to.y - from.y));
  return Array.from({ length: steps + 1 }, (_, step) => ({
    x: from.x + ((to.x - from.x) * step) / steps,
    y: from.y + ((to.y - from.y) * step) / steps,
  }));
}
