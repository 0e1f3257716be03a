import { figuresOf } from '@datahub/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBars } from '../app/view/build-bars.ts';
import { buildChart } from '../app/view/build-chart.ts';
import { buildKeyFigures } from '../app/view/build-key-figures.ts';
import { buildTable } from '../app/view/build-table.ts';
import { askOverview } from '../server/hub/ask-overview.ts';
import { connectHub } from '../server/hub/connect-hub.ts';
import { figureNamed, shown } from '../shared/dataset.ts';
import { parseViewState } from '../shared/view-state.ts';
import { type FixtureHub, startFixtureHub } from './fixture-hub.ts';
import { rows } from './rows.ts';

const measures = shown.figures.map((figure) => figure.name);
let api: FixtureHub;
beforeAll(async () => {
  api = await startFixtureHub(rows);
});
afterAll(() => api.close());

/** The page's parts for a query, from what the server answers. */
async function show(query: Record<string, string>) {
  const { state } = parseViewState(query, measures);
  const hub = connectHub({ apiUrl: `${api.url}/graphql`, apiTimeoutMs: 5_000 });
  const overview = await askOverview(hub, state, () => new Date('2026-08-01T07:00:00Z'));
  if (overview.kind !== 'figures') throw new Error(overview.kind);
  const { figures, frame } = overview;
  const measure = figureNamed(state.measure);
  return {
    keyFigures: buildKeyFigures(figures),
    chart: buildChart(figures, frame, state, measure),
    bars: buildBars(figures, measure),
    table: buildTable(figures, frame, state, measure),
  };
}

describe('key figures', () => {
  it('are all that the contract has, in its order', async () => {
    const { keyFigures } = await show({});
    expect(keyFigures.map((figure) => figure.name)).toEqual(figuresOf(shown.ir).map((figure) => figure.name));
  });

  it('are written with their unit, and with the change in words', async () => {
    const { keyFigures } = await show({});
    const revenue = keyFigures.find((figure) => figure.name === 'total_revenue');
    expect(revenue).toMatchObject({
      label: 'Total revenue',
      headline: '$230.50',
      exact: '$230.50',
      change: { direction: 'up', from: '$200.00', words: 'up 15.3\u00a0%, from $200.00 to $230.50' },
    });
    const duration = keyFigures.find((figure) => figure.name === 'avg_session_duration');
    expect(duration).toMatchObject({ headline: '31\u00a0s', change: { direction: 'down' } });
    expect(revenue?.sparkline).toMatch(/^<svg /);
  });

  it('say that nothing is known, and draw no line of it', async () => {
    const { keyFigures } = await show({ region: 'EIRE/ie' });
    expect(keyFigures.find((figure) => figure.name === 'total_revenue')).toMatchObject({
      headline: '–',
      change: { direction: 'unknown' },
      sparkline: null,
    });
  });

  it('are not compared where nothing is to be', async () => {
    const { keyFigures } = await show({ compare: 'none' });
    expect(keyFigures.map((figure) => figure.change)).toEqual([null, null, null, null]);
  });
});

describe('the chart', () => {
  it('says in its title what happened', async () => {
    const { chart } = await show({});
    expect(chart.title).toBe('Event count: 126 on Friday, 31 July 2026, up 14.5\u00a0%');
    expect(chart.subtitle).toBe(
      'Events that have a user. A day, by event type, 17–31 Jul 2026, all regions. Compared with Fri 24 Jul 2026.',
    );
  });

  it('has a line for each kind of event that has the measure', async () => {
    const { chart } = await show({ measure: 'total_revenue' });
    expect(chart.spec.series.map((one) => one.name)).toEqual(['purchase', 'refund']);
    expect(chart.spec.series[0]?.points).toEqual([
      { date: '2026-07-17', value: 30 },
      { date: '2026-07-24', value: 200 },
      { date: '2026-07-30', value: 70 },
      { date: '2026-07-31', value: 250.5 },
    ]);
  });

  it('keeps the colour of a kind, whatever is chosen', async () => {
    const slots = async (query: Record<string, string>) =>
      (await show(query)).chart.spec.series.find((one) => one.name === 'purchase')?.slot;
    expect(await slots({ measure: 'total_revenue', region: 'north' })).toBe(await slots({}));
  });

  it('draws the days before under the days they are compared with', async () => {
    const { chart } = await show({ split: 'total' });
    expect(chart.spec.series).toMatchObject([
      { name: 'All', points: [{}, {}, {}, { date: '2026-07-31', value: 126 }] },
      {
        name: '1 wk earlier',
        role: 'comparison',
        points: [
          { date: '2026-07-24', value: 2, sourceDate: '2026-07-17' },
          { date: '2026-07-31', value: 110, sourceDate: '2026-07-24' },
        ],
      },
    ]);
    expect(chart.spec.area).toBe(true);
  });

  it('says that the data does not reach back', async () => {
    const { chart } = await show({ span: 'all', compare: 'year' });
    expect(chart.title).toBe('Event count: 245 in the 15 days to 31 July 2026');
    expect(chart.subtitle).toMatch(/The data does not reach back far enough to compare it\.$/);
  });

  it('is empty where no day has a figure', async () => {
    const { chart } = await show({ region: 'EIRE/ie', measure: 'total_revenue' });
    expect(chart.empty).toBe(true);
  });
});

describe('bars', () => {
  it('start at zero, the largest first and as long as there is room', async () => {
    const { bars } = await show({});
    expect(bars).toMatchObject([
      { name: 'north', headline: '96', start: 0, length: 100 },
      { name: 'EIRE/ie', headline: '30', start: 0, length: 31.25, change: { direction: 'down' } },
    ]);
  });

  it('have no length where nothing is known', async () => {
    const { bars } = await show({ measure: 'total_revenue' });
    expect(bars[1]).toMatchObject({ name: 'EIRE/ie', headline: '–', length: 0 });
  });
});

describe('the table', () => {
  it('has every kind and every measure, the largest first, and a total of the API', async () => {
    const { table } = await show({});
    expect(table.caption).toBe('Every measure by event type, all regions, on Friday, 31 July 2026');
    expect(table.columns.map((column) => column.name)).toEqual(measures);
    expect(table.rows.map((row) => [row.name, ...row.cells.map((cell) => cell.plain)])).toEqual([
      ['login', '110', '125', '31\u00a0s', '–'],
      ['purchase', '15', '15', '–', '$250.50'],
      ['refund', '1', '1', '–', '−$20.00'],
    ]);
    expect(table.total?.cells.map((cell) => cell.plain)).toEqual(['126', '141', '31\u00a0s', '$230.50']);
    expect(table.rows.map((row) => row.cells[0]?.change?.amount)).toEqual(['+10\u00a0%', '+50\u00a0%', '–']);
  });

  it('is sorted by the chosen measure', async () => {
    const { table } = await show({ measure: 'total_revenue' });
    expect(table.rows.map((row) => row.name)).toEqual(['purchase', 'refund', 'login']);
    expect(table.sortedBy).toBe('total_revenue');
  });

  it('by region has all of them, and their own total, though one is chosen', async () => {
    const { table } = await show({ table: 'region', region: 'EIRE/ie' });
    expect(table.rows.map((row) => row.choose)).toEqual([{ region: 'north' }, { region: 'EIRE/ie' }]);
    expect(table.total?.cells[0]?.plain).toBe('126');
  });

  it('by day has the newest first, each against its own counterpart', async () => {
    const { table } = await show({ table: 'day', span: '7' });
    expect(table.rows.map((row) => [row.key, row.cells[0]?.plain, row.cells[0]?.change])).toMatchObject([
      ['2026-07-31', '126', { direction: 'up' }],
      ['2026-07-30', '7', { direction: 'unknown' }],
    ]);
    expect(table.total?.cells[0]?.plain).toBe('133');
  });

  it('by day has no total where the rows reach back further than the period', async () => {
    const { table } = await show({ table: 'day' });
    expect(table.rows).toHaveLength(4);
    expect(table.total).toBeNull();
  });

  it('shortens a quotient, and keeps every digit beside it', async () => {
    // 300 s of nine sessions.
    const { table } = await show({ region: 'north', compare: 'none' });
    expect(table.rows[0]?.cells[2]).toEqual({
      plain: '33.3333\u00a0s',
      exact: '33.3333333333\u00a0s',
      change: null,
    });
  });
});
