import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barChart,
  chartFigure,
  lineChart,
  type Point,
  type Series,
  smallMultiples,
  sparkline,
} from '../src/index.ts';
import { coordinates, everyNode, readXml } from './read-svg.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><b onload=x>',
    "it's & more]]>",
    '🏳️‍🌈',
    'مبيعات',
    '\u202eabc',
    '',
    '\ud800',
    '__proto__',
    '{{ x }}',
  ),
);
const anyValue = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.double({ noNaN: false }),
  fc.constantFrom(0, -0, 1, 1e308, -1.7e308, 5e-324, Number.MAX_SAFE_INTEGER, 0.1 + 0.2),
);
const someDays = fc.integer({ min: -700_000, max: 2_000_000 }).chain((start) =>
  fc
    .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4_000 })), {
      maxLength: 40,
    })
    .map((offsets) => offsets.map((offset) => start + offset)),
);
const anyPoints = someDays.chain(
  (days) =>
    fc.tuple(
      ...days.map((day) =>
        fc.record({
          date: fc.constant(new Date(day * 86_400_000).toISOString().slice(0, 10)),
          value: anyValue,
          unfinished: fc.boolean(),
          corrected: fc.boolean(),
        }),
      ),
    ) as fc.Arbitrary<Point[]>,
);
const anySeries: fc.Arbitrary<Series> = fc.record({
  name: anyName,
  points: anyPoints,
  role: fc.constantFrom('main' as const, 'main' as const, 'comparison' as const),
});
const anyUnit = fc.constantFrom(null, 's', '%', 'USD', 'kg', '<i>');
const anyWidth = fc.oneof(
  fc.constantFrom('wide' as const, 'narrow' as const),
  fc.record({ width: fc.integer({ min: 1, max: 2_000 }), height: fc.integer({ min: 120, max: 900 }) }),
);
const settings = { numRuns: 150 };

/** Well-formed, no NaN or Infinity in any attribute, nothing outside the view box, ids unique. */
function expectSound(svg: string) {
  const root = readXml(svg);
  const [, , width, height] = root.attributes.viewBox!.split(' ').map(Number) as [
    number,
    number,
    number,
    number,
  ];
  for (const node of everyNode(root)) {
    for (const [key, value] of Object.entries(node.attributes)) {
      if (key.startsWith('data-')) continue;
      expect(value, `${node.name} ${key}`).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  }
  for (const { x, y } of coordinates(root)) {
    expect(x).toBeGreaterThanOrEqual(-1);
    expect(x).toBeLessThanOrEqual(width + 1);
    expect(y).toBeGreaterThanOrEqual(-1);
    expect(y).toBeLessThanOrEqual(height + 1);
  }
  const ids = everyNode(root).flatMap((node) => node.attributes.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  return root;
}

describe('every drawing', () => {
  it('of lines is sound whatever the series', () => {
    fc.assert(
      fc.property(
        fc.array(anySeries, { maxLength: 8 }),
        anyName,
        anyUnit,
        anyWidth,
        fc.boolean(),
        (series, title, unit, width, area) => {
          expectSound(lineChart({ id: 'c', title, series, unit, width, area }));
        },
      ),
      settings,
    );
  });

  it('of bars is sound whatever the names and values', () => {
    const bars = fc.array(
      fc.record({ name: anyName, value: anyValue, reason: fc.option(anyName, { nil: undefined }) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        bars,
        anyName,
        anyUnit,
        fc.constantFrom('wide' as const, 'narrow' as const),
        (rows, title, unit, width) => {
          expectSound(barChart({ id: 'c', title, bars: rows, unit, width }));
        },
      ),
      settings,
    );
  });

  it('of small multiples is sound whatever the series', () => {
    fc.assert(
      fc.property(
        fc.array(anySeries, { maxLength: 9 }),
        anyUnit,
        fc.constantFrom('shared' as const, 'own' as const),
        fc.constantFrom('wide' as const, 'narrow' as const),
        (series, unit, scale, width) => {
          expectSound(smallMultiples({ id: 'c', title: 'x', series, unit, scale, width }));
        },
      ),
      settings,
    );
  });

  it('of a sparkline is sound whatever the series', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        expectSound(sparkline({ id: 'c', title: 'x', series }));
      }),
      settings,
    );
  });

  it('keeps names as text: none becomes an element or an attribute', () => {
    fc.assert(
      fc.property(anyName, anyName, (title, name) => {
        const points = [{ date: '2026-05-14', value: 3 }];
        const draw = (width: 'wide' | 'narrow' | object) =>
          lineChart({
            id: 'c',
            title,
            series: [
              { name, points },
              { name: 'b', points },
            ],
            width: width as 'wide',
          });
        const figure = chartFigure({ title, subtitle: name, notes: [name], draw });
        const names = new Set(everyNode(readXml(figure)).map((node) => node.name));
        const known = [
          'figure',
          'figcaption',
          'h3',
          'p',
          'div',
          'svg',
          'title',
          'desc',
          'g',
          'path',
          'text',
          'tspan',
          'circle',
          'rect',
        ];
        expect([...names].filter((one) => !known.includes(one))).toEqual([]);
      }),
      settings,
    );
  });
});
