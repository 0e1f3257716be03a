import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askOverview } from '../server/hub/ask-overview.ts';
import { connectHub, type Hub } from '../server/hub/connect-hub.ts';
import { logChanges } from '../server/hub/log-changes.ts';
import type { Overview } from '../shared/overview.ts';
import { parseViewState } from '../shared/view-state.ts';
import { type FixtureHub, startFixtureHub } from './fixture-hub.ts';
import { rows } from './rows.ts';

const now = () => new Date('2026-08-01T07:00:00Z');
const connect = (url: string, apiTimeoutMs = 5_000) => connectHub({ apiUrl: `${url}/graphql`, apiTimeoutMs });
const view = (query: Record<string, string>) => parseViewState(query, ['event_count']).state;

function figuresOf(overview: Overview) {
  if (overview.kind !== 'figures') throw new Error(`No figures but ${JSON.stringify(overview)}`);
  return overview.figures;
}

describe('what the server asks the API', () => {
  let api: FixtureHub;
  let hub: Hub;
  beforeEach(async () => {
    api = await startFixtureHub(rows);
    hub = connect(api.url);
  });
  afterEach(() => api.close());

  it('fills the choosers with all there is, whatever is chosen', async () => {
    const overview = await askOverview(hub, view({ date: '2026-07-17', region: 'north' }), now);
    expect(overview).toMatchObject({
      kind: 'figures',
      askedAt: '2026-08-01T07:00:00.000Z',
      frame: {
        status: { version: 0, lastDate: '2026-07-31' },
        sameContract: true,
        dates: ['2026-07-17', '2026-07-24', '2026-07-30', '2026-07-31'],
        regions: ['EIRE/ie', 'north'],
        kinds: ['login', 'purchase', 'refund'],
      },
    });
  });

  it('takes the newest day and all regions by default, held against a week earlier', async () => {
    const figures = figuresOf(await askOverview(hub, view({}), now));
    expect(figures.date).toBe('2026-07-31');
    // 310 s of 10 sessions: the mean of the regions' means would be 21.7.
    expect(figures.now.total).toMatchObject({
      event_count: 126,
      row_count: 141,
      avg_session_duration: 31,
      total_revenue: 230.5,
    });
    expect(figures.before?.total).toMatchObject({ event_count: 110, avg_session_duration: 80 });
    expect(figures.now.byKind).toMatchObject([
      { event_type: 'login', event_count: 110, total_revenue: null },
      { event_type: 'purchase', event_count: 15, total_revenue: 250.5 },
      { event_type: 'refund', event_count: 1, total_revenue: -20 },
    ]);
    expect(figures.daily.map((row) => row.run_date)).toEqual([
      '2026-07-17',
      '2026-07-24',
      '2026-07-30',
      '2026-07-31',
    ]);
  });

  it('asks for one region, and for all of them beside it', async () => {
    const figures = figuresOf(await askOverview(hub, view({ region: 'EIRE/ie' }), now));
    expect(figures.now.total).toMatchObject({
      event_count: 30,
      avg_session_duration: 10,
      total_revenue: null,
    });
    expect(figures.now.totalOfRegions).toMatchObject({ event_count: 126 });
    expect(figures.now.byRegion).toMatchObject([
      { region: 'EIRE/ie', event_count: 30 },
      { region: 'north', event_count: 96 },
    ]);
    expect(figures.daily).toMatchObject([
      { run_date: '2026-07-24', event_count: 40 },
      { run_date: '2026-07-31', event_count: 30 },
    ]);
  });

  it('knows nothing, not zero, where a region has no data in the period', async () => {
    const figures = figuresOf(await askOverview(hub, view({ region: 'EIRE/ie', date: '2026-07-30' }), now));
    expect(figures.now.total).toBeNull();
    expect(figures.now.totalOfRegions).toMatchObject({ event_count: 7 });
  });

  it('says which day or region there is not', async () => {
    expect(await askOverview(hub, view({ date: '2026-07-25' }), now)).toMatchObject({
      kind: 'unknown-date',
      asked: '2026-07-25',
    });
    expect(await askOverview(hub, view({ region: "'; --" }), now)).toMatchObject({
      kind: 'unknown-region',
      asked: "'; --",
    });
  });

  it('says that nothing was published', async () => {
    api.publish([]);
    expect(await askOverview(hub, view({}), now)).toMatchObject({ kind: 'empty', frame: { dates: [] } });
  });

  it('reads every page', async () => {
    const paged: Hub = {
      ...hub,
      rows: ({ first: _, ...variables }) => hub.rows({ ...variables, first: 1 }),
    };
    const figures = figuresOf(await askOverview(paged, view({}), now));
    expect(figures.dailyByKind).toHaveLength(7);
  });

  it('shows one version, though another lands while it asks', async () => {
    let answers = 0;
    const moving: Hub = {
      ...hub,
      rows: async (variables) => {
        const page = await hub.rows(variables);
        answers += 1;
        if (answers === 3) api.publish(rows.filter((row) => row.region === 'north'));
        return page;
      },
    };
    const overview = await askOverview(moving, view({}), now);
    expect(overview).toMatchObject({ frame: { status: { version: 1 }, regions: ['north'] } });
    expect(figuresOf(overview).now.total).toMatchObject({ event_count: 96 });
  });

  it('gives up on a table that changes all the time', async () => {
    const moving: Hub = {
      ...hub,
      rows: async (variables) => {
        const page = await hub.rows(variables);
        api.publish(rows);
        return page;
      },
    };
    await expect(askOverview(moving, view({}), now)).rejects.toMatchObject({
      code: 'DASHBOARD_VERSION_MOVED',
    });
  });

  it('says who asks', async () => {
    await hub.version();
    expect(api.clients).toEqual([expect.stringMatching(/^nuxt-dashboard \d+\.\d+\.\d+$/)]);
  });
});

describe('an API that does not answer', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  async function answerWith(status: number, body: string, type = 'application/json') {
    server = createServer((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    return connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  it('is down', async () => {
    const api = await startFixtureHub();
    await api.close();
    await expect(connect(api.url).version()).rejects.toMatchObject({
      code: 'DASHBOARD_API_UNREACHABLE',
      message: 'The API could not be reached: nothing listens at its address.',
    });
  });

  it('is too slow', async () => {
    server = createServer(() => {});
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(connect(url, 50).version()).rejects.toMatchObject({
      code: 'DASHBOARD_API_TIMEOUT',
      message: 'The API did not answer within 0.05 s.',
    });
  });

  it.each([
    ['text/html', '<!doctype html><p>Welcome'],
    ['application/json', '{"data": {"hub": '],
    ['application/json', '{}'],
    ['application/json', '[]'],
    ['application/json', 'null'],
  ])('is something else, that says %s %s', async (type, body) => {
    const hub = await answerWith(200, body, type);
    await expect(hub.version()).rejects.toMatchObject({ code: 'DASHBOARD_API_GARBLED' });
  });

  it('is out of order', async () => {
    const hub = await answerWith(500, 'Out of order', 'text/plain');
    await expect(hub.version()).rejects.toMatchObject({
      code: 'DASHBOARD_API_FAILED',
      details: { status: 500 },
    });
  });

  it('refuses', async () => {
    const hub = await answerWith(
      200,
      '{"errors":[{"message":"Too much.","extensions":{"code":"TOO_COMPLEX"}}]}',
    );
    await expect(hub.version()).rejects.toMatchObject({
      code: 'DASHBOARD_API_REFUSED',
      message: 'The API refused to answer: Too much.',
    });
  });

  it('serves another contract', async () => {
    const hub = await answerWith(
      400,
      '{"errors":[{"message":"Cannot query field \\"row_count\\" on type \\"DailyMetricsRow\\".","extensions":{"code":"BAD_REQUEST"}}]}',
    );
    await expect(hub.version()).rejects.toMatchObject({ code: 'DASHBOARD_API_MISMATCH' });
  });

  it('is logged once when it goes, and once when it is back', async () => {
    const lines: string[] = [];
    let up = true;
    const api = await startFixtureHub(rows);
    const real = connect(api.url);
    const dead = connect('http://127.0.0.1:9');
    const hub = logChanges({ ...real, version: () => (up ? real.version() : dead.version()) }, (line) =>
      lines.push(line),
    );
    await hub.version();
    up = false;
    await expect(hub.version()).rejects.toThrow();
    await expect(hub.version()).rejects.toThrow();
    up = true;
    await hub.version();
    await api.close();
    expect(lines).toEqual([expect.stringMatching(/^DASHBOARD_API_UNREACHABLE: /), 'The API answers again.']);
  });
});
