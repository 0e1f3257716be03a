/** Writes tmp/gallery.html: every chart, light and dark, wide and narrow. For the eye: `npx tsx examples/gallery.ts`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import {
  assignColours,
  barChart,
  chartFigure,
  describeMarks,
  lineChart,
  type Point,
  type Series,
  smallMultiples,
  sparkline,
} from '../src/index.ts';

const root = new URL('..', import.meta.url);

/** A seeded wave with a weekly rhythm, so that the page is the same each time. */
function wave(seed: number, days: number, base: number, start = '2026-10-20'): Point[] {
  let state = seed;
  const noise = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const first = Date.parse(`${start}T00:00:00Z`) / 86_400_000;
  return Array.from({ length: days }, (_, index) => {
    const day = first + index;
    const weekend = (day + 3) % 7 > 4 ? 0.7 : 1;
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    return { date, value: Math.round(base * weekend * (0.85 + 0.3 * noise()) * (1 + index / 60)) };
  });
}

const change = (points: Point[], at: number, patch: Partial<Point>) =>
  points.map((point, index) => (index === at ? { ...point, ...patch } : point));

const checkout: Series = {
  name: 'checkout',
  points: change(
    change(
      change(change(wave(3, 30, 12_000), 29, { unfinished: true, value: 4_100 }), 12, {
        value: null,
        reason: 'no file arrived',
      }),
      13,
      { value: null },
    ),
    20,
    { corrected: true, value: 24_310 },
  ),
};
const before: Series = { name: '30 days before', role: 'comparison', points: wave(9, 30, 11_000) };
const names = ['add_to_cart', 'checkout', 'login', 'page_view', 'purchase', 'search', 'signup', 'video_play'];
const colours = assignColours(names);
const six = names.slice(0, 6).map((name, index) => ({
  name,
  slot: colours.get(name),
  points: wave(index + 1, 30, 3_000 + 2_500 * index),
}));
const year: Series = {
  name: 'Revenue',
  points: wave(5, 374, 26_000, '2010-12-01').filter(
    (point) => new Date(point.date).getUTCDay() !== 6 && !point.date.startsWith('2010-12-2'),
  ),
};
const countries: [string, number | null][] = [
  ['United Kingdom', 8_187_806.364],
  ['Netherlands', 284_661.54],
  ['EIRE', 263_276.82],
  ['Germany', 221_698.21],
  ['France', 197_403.9],
  ['Australia', 137_077.27],
  ['Switzerland', 56_385.35],
  ['Spain', 54_774.58],
  ['Belgium', 40_910.96],
  ['Sweden', 36_595.91],
  ['Japan', 35_340.62],
  ['Norway', 35_163.46],
  ['Portugal', 29_367.02],
  ['Finland', 22_326.74],
  ['Channel Islands', 20_086.29],
  ['Denmark', 18_768.14],
  ['Italy', 16_890.51],
  ['Cyprus', 12_946.29],
  ['Austria', 10_154.32],
  ['Hong Kong', 10_117.04],
  ['Singapore', 9_120.39],
  ['Israel', 7_907.82],
  ['Poland', 7_213.14],
  ['Unspecified', 4_749.79],
  ['Greece', 4_710.52],
  ['Iceland', 4_310],
  ['Canada', 3_666.38],
  ['Malta', 2_505.47],
  ['United Arab Emirates', 1_902.28],
  ['USA', 1_730.92],
  ['Lebanon', 1_693.88],
  ['Lithuania', 1_661.06],
  ['European Community', 1_291.75],
  ['Brazil', 1_143.6],
  ['RSA', 1_002.31],
  ['Czech Republic', 707.72],
  ['Bahrain', 548.4],
  ['Saudi Arabia', 131.17],
];
const odd = [
  { name: '<script>alert("1")</script>', value: 1_200 },
  { name: 'São Paulo 🏙️ – a region with a very long name indeed', value: -640 },
  { name: 'مبيعات الشرق الأوسط', value: 310 },
  { name: 'Not reported', value: null, reason: 'the source stopped in May' },
  { name: 'None', value: 0 },
];

let counter = 0;
const id = () => `g${++counter}`;

function figures(): string[] {
  const lines = (title: string, subtitle: string, series: Series[], more: object = {}) => {
    const name = id();
    return chartFigure({
      title,
      subtitle,
      notes: describeMarks(series),
      draw: (width) => lineChart({ id: name, title, series, width, ...more }),
    });
  };
  const bars = (
    title: string,
    subtitle: string,
    rows: { name: string; value: number | null }[],
    unit: string | null,
  ) => {
    const name = id();
    return chartFigure({
      title,
      subtitle,
      draw: (width) => barChart({ id: name, title, bars: rows, unit, width }),
    });
  };
  const multiples = (title: string, subtitle: string, series: Series[]) => {
    const name = id();
    return chartFigure({
      title,
      subtitle,
      draw: (width) => smallMultiples({ id: name, title, series, width }),
    });
  };
  return [
    lines('Checkouts grew by a third in four weeks', 'Events with a user, a day', [checkout]),
    lines('Checkouts stay above the month before', 'Events with a user, a day', [checkout, before]),
    lines('Every kind of event has the rhythm of the week', 'Events with a user, a day', six),
    lines('Revenue over a year', 'US dollars a day', [year], { unit: 'USD', area: true }),
    lines(
      'Sessions got no longer',
      'Average session, minutes',
      [
        {
          name: 'Session',
          points: wave(4, 14, 420).map((p) => ({ ...p, value: p.value === null ? null : 380 + p.value / 9 })),
        },
      ],
      { unit: 's' },
    ),
    lines('One day is a point', 'Events', [{ name: 'one', points: [{ date: '2026-11-20', value: 42 }] }]),
    lines('Nothing is known yet', 'Events', [{ name: 'none', points: [] }]),
    bars(
      'The United Kingdom brings 84 % of revenue',
      'Total revenue, US dollars',
      countries.map(([name, value]) => ({ name, value })),
      'USD',
    ),
    bars('Names may be anything', 'Net change', odd, null),
    multiples(
      'Each kind of event by itself',
      'Events with a user, a day; all on one scale',
      names.map((name, index) => ({
        name,
        slot: 1 as const,
        points: wave(index + 1, 30, 1_000 + 1_500 * index),
      })),
    ),
    `<p>${sparkline({ id: id(), title: 'Checkouts', series: checkout })}</p>`,
  ];
}

const css = await Promise.all(
  ['src/tokens.css', 'src/charts.css'].map((file) => readFile(new URL(file, root), 'utf8')),
);
const column = (theme: string, width: number) =>
  `<section data-theme="${theme}" style="width:${width}px">${figures().join('\n')}</section>`;
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Charts</title><style>${css.join('\n')}
body{margin:0;display:flex;flex-wrap:wrap;align-items:start;font-family:var(--font)}
section{background:var(--paper);color:var(--ink);padding:24px;display:grid;gap:48px;box-sizing:content-box}</style>
${column('light', 680)}${column('dark', 680)}${column('light', 358)}${column('dark', 358)}</html>`;
await mkdir(new URL('tmp/', root), { recursive: true });
await writeFile(new URL('tmp/gallery.html', root), html);
console.log('tmp/gallery.html');
