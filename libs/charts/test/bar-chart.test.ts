import { describe, expect, it } from 'vitest';
import { barChart, chartFigure, layoutBarChart, smallMultiples, sparkline } from '../src/index.ts';
import { byClass, everyNode, pathEnds, readXml } from './read-svg.ts';

const layout = (bars: { name: string; value: number | null }[], more: object = {}) =>
  layoutBarChart({ id: 'b', title: 'T', bars, ...more });

describe('bars', () => {
  it('start at zero and are as long as their values, in the order given', () => {
    const { bars, zeroX } = layout([
      { name: 'b', value: 20 },
      { name: 'a', value: 80 },
    ]);
    expect(bars.map((bar) => bar.name)).toEqual(['b', 'a']);
    expect(bars.map((bar) => bar.x)).toEqual([zeroX, zeroX]);
    expect(bars[1]!.width / bars[0]!.width).toBeCloseTo(4, 10);
  });

  it('below zero go the other way, on the same scale, with the figure at their end', () => {
    const { bars, zeroX } = layout([
      { name: 'up', value: 50 },
      { name: 'down', value: -25 },
    ]);
    const [up, down] = bars;
    expect(up!.x).toBe(zeroX);
    expect(down!.x + down!.width).toBeCloseTo(zeroX, 10);
    expect(up!.width / down!.width).toBeCloseTo(2, 10);
    expect(down).toMatchObject({ text: '−25', textAnchor: 'end' });
    expect(down!.textX).toBeLessThan(down!.x);
  });

  it('without a value have no length, a dash, and the reason at hand', () => {
    const root = readXml(
      barChart({
        id: 'b',
        title: 'T',
        bars: [
          { name: 'a', value: null, reason: 'not reported' },
          { name: 'b', value: 0 },
        ],
      }),
    );
    const rows = byClass(root, 'dc-row');
    expect(byClass(rows[0]!, 'dc-bar')[0]!.attributes.width).toBe('0');
    expect(byClass(rows[0]!, 'dc-value')[0]!.text).toBe('–');
    expect(rows[0]!.children[0]!.text).toBe('a: – (not reported)');
    expect(byClass(rows[1]!, 'dc-value')[0]!.text).toBe('0');
  });

  it('keep the full name where the label is cut, and cut no emoji in half', () => {
    const name = `${'long '.repeat(8)}👩‍👩‍👧‍👧${' family'.repeat(20)}`;
    const root = readXml(barChart({ id: 'b', title: 'T', bars: [{ name, value: 1 }] }));
    const [row] = byClass(root, 'dc-row');
    const [label] = byClass(row!, 'dc-label');
    expect(label!.text).toMatch(/^long .*…$/);
    expect(label!.text.length).toBeLessThan(name.length);
    expect(row!.children[0]!.text).toBe(`${name}: 1`);
  });

  it('get a row each, 38 of them too', () => {
    const { bars, size } = layout(
      Array.from({ length: 38 }, (_, index) => ({ name: `n${index}`, value: index })),
    );
    const gaps = bars.slice(1).map((bar, index) => bar.y - bars[index]!.y);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(23);
    expect(size.height).toBe(38 * 24 + 8);
  });

  it('have names above them on a phone where the names are long', () => {
    const bars = [{ name: 'A region with quite a long name', value: 3 }];
    expect(layout(bars, { width: 'narrow' }).stacked).toBe(true);
    expect(layout(bars, { width: 'wide' }).stacked).toBe(false);
    expect(layout([{ name: 'France', value: 3 }], { width: 'narrow' }).stacked).toBe(false);
  });
});

describe('small multiples', () => {
  const points = (top: number) =>
    ['2026-05-11', '2026-05-12'].map((date, index) => ({ date, value: index * top }));

  it('share one scale, so that a line half as high is half as much', () => {
    const root = readXml(
      smallMultiples({
        id: 'm',
        title: 'T',
        series: [
          { name: 'a', points: points(100) },
          { name: 'b', points: points(50) },
        ],
        columns: 2,
      }),
    );
    const [a, b] = byClass(root, 'dc-line').map((line) => pathEnds(line.attributes.d!));
    expect(a![0]!.y - a![1]!.y).toBeCloseTo(2 * (b![0]!.y - b![1]!.y), 0);
  });

  it('have a panel each, with name and last value', () => {
    const series = Array.from({ length: 8 }, (_, index) => ({
      name: `kind ${index}`,
      points: points(index + 1),
    }));
    const root = readXml(smallMultiples({ id: 'm', title: 'T', series }));
    expect(byClass(root, 'dc-panel').map((panel) => panel.children[0]!.text)).toEqual(
      series.map((one, index) => `${one.name}: ${index + 1}`),
    );
  });
});

describe('a sparkline', () => {
  it('is the size of a word, keeps its gaps, and has its text alternative', () => {
    const points = [10, 20, null, 30, 25].map((value, index) => ({ date: `2026-05-1${index}`, value }));
    const root = readXml(sparkline({ id: 's', title: 'Checkouts', series: { name: 'Checkouts', points } }));
    expect(root.attributes).toMatchObject({ width: '120', height: '32', role: 'img' });
    expect(byClass(root, 'dc-line')[0]!.attributes.d!.match(/M/g)).toHaveLength(2);
    expect(everyNode(root).find((node) => node.name === 'desc')!.text).toContain('highest 30 on 13 May 2026');
  });
});

describe('a figure', () => {
  it('has a heading and both drawings, whose ids differ', () => {
    const bars = [{ name: 'a', value: 1 }];
    const figure = readXml(
      chartFigure({
        title: 'A & B',
        subtitle: 'Events',
        level: 2,
        notes: ['One.', 'Two.'],
        draw: (width) => barChart({ id: 'f', title: 'A & B', bars, width }),
      }),
    );
    expect(everyNode(figure).find((node) => node.name === 'h2')!.text).toBe('A & B');
    expect(
      everyNode(figure)
        .filter((node) => node.name === 'svg')
        .map((svg) => svg.attributes.width),
    ).toEqual(['680', '360']);
    const ids = everyNode(figure).flatMap((node) => node.attributes.id ?? []);
    expect(new Set(ids).size).toBe(4);
    expect(byClass(figure, 'dc-notes')[0]!.text).toBe('One. Two.');
  });
});
