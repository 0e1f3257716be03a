import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../src/app.ts';
import { parseConfig } from '../src/config.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

let lake: TestLake;
let folder: string;
let clock: Date;
const running: { close(): Promise<unknown> }[] = [];

beforeEach(async () => {
  lake = await createLake();
  await lake.publish([row({ run_date: '2024-01-01', region: 'eu', event_type: 'login', event_count: 5n })]);
  folder = await mkdtemp(join(tmpdir(), 'datahub-usage-test-'));
  clock = new Date('2024-03-01T12:00:00.000Z');
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()));
  await lake.remove();
  await rm(folder, { recursive: true, force: true });
});

/** An API that counts into the folder, as one of several may. */
async function start(usage = folder) {
  const log: string[] = [];
  const config = { ...parseConfig({ HUB_LAKE: lake.url, HUB_USAGE: usage }), pollMs: 3_600_000 };
  const app = await buildApp(config, {
    logStream: { write: (line) => void log.push(line) },
    now: () => clock,
  });
  running.push(app);
  return {
    app,
    log,
    ask: async (query: string, variables?: object, headers: Record<string, string> = {}) => {
      const payload = { query, variables };
      return (await app.inject({ method: 'POST', url: '/graphql', payload, headers })).json();
    },
    usage: async (query = '') => (await app.inject(`/usage${query}`)).json(),
    stop: async () => {
      running.splice(running.indexOf(app), 1);
      await app.close();
    },
  };
}

type Entry = { coordinate: string; client: string; version: string; count: number };
const coordinatesOf = ({ entries }: { entries: Entry[] }) => entries.map(({ coordinate }) => coordinate);
const countOf = ({ entries }: { entries: Entry[] }, wanted: string) =>
  entries.filter(({ coordinate }) => coordinate === wanted).reduce((sum, { count }) => sum + count, 0);

describe('coordinates', () => {
  it('are those that an operation names, and no other', async () => {
    const api = await start();
    await api.ask(`query {
      dailyMetrics(first: 5, groupBy: [region], filter: { event_type: ["login"] }) { ...Page again: version }
      __typename
    }
    fragment Page on DailyMetricsPage { rows { total_revenue __typename } version }`);
    expect(coordinatesOf(await api.usage())).toEqual([
      'DailyMetricsDimension',
      'DailyMetricsDimension.region',
      'DailyMetricsFilter',
      'DailyMetricsFilter.event_type',
      'DailyMetricsPage',
      'DailyMetricsPage.rows',
      'DailyMetricsPage.version',
      'DailyMetricsRow',
      'DailyMetricsRow.total_revenue',
      'Query',
      'Query.dailyMetrics',
      'Query.dailyMetrics(filter:)',
      'Query.dailyMetrics(first:)',
      'Query.dailyMetrics(groupBy:)',
    ]);
    expect((await api.usage()).entries.every(({ count }: Entry) => count === 1)).toBe(true);
  });

  it('are found in the values of variables, for each request anew', async () => {
    const api = await start();
    const query = `query Q($filter: DailyMetricsFilter, $by: [DailyMetricsDimension!], $to: Date) {
      dailyMetrics(filter: $filter, groupBy: $by, to: $to) { version }
    }`;
    await api.ask(query, { filter: { region: ['eu'] }, by: ['run_date'] });
    await api.ask(query, { filter: { region: null, event_type: ['x'] }, by: 'region' });
    await api.ask(query, {});
    const usage = await api.usage();
    const counts = Object.fromEntries(
      usage.entries.map(({ coordinate, count }: Entry) => [coordinate, count]),
    );
    expect(counts).toEqual({
      DailyMetricsDimension: 3, // the operation names the type
      'DailyMetricsDimension.region': 1,
      'DailyMetricsDimension.run_date': 1,
      DailyMetricsFilter: 3,
      'DailyMetricsFilter.event_type': 1,
      'DailyMetricsFilter.region': 2,
      DailyMetricsPage: 3,
      'DailyMetricsPage.version': 3,
      Query: 3,
      'Query.dailyMetrics': 3,
      'Query.dailyMetrics(filter:)': 3,
      'Query.dailyMetrics(groupBy:)': 3,
      'Query.dailyMetrics(to:)': 3,
    });
  });

  it('of an enum that is answered are all of its values, as each may come', async () => {
    const api = await start();
    await api.ask('{ hub { datasets { state } } }');
    const states = coordinatesOf(await api.usage()).filter((coordinate) =>
      coordinate.startsWith('DatasetState'),
    );
    expect(states).toEqual([
      'DatasetState',
      'DatasetState.DEGRADED',
      'DatasetState.EMPTY',
      'DatasetState.READY',
    ]);
  });

  it('count for the operation that was executed, not for its neighbours', async () => {
    const api = await start();
    const query = `query A { getAvailableDates } query B { hub { ...Hash } } fragment Hash on Hub { wireHash }`;
    const payload = { query, operationName: 'B' };
    await api.app.inject({ method: 'POST', url: '/graphql', payload });
    expect(coordinatesOf(await api.usage())).toEqual(['Hub', 'Hub.wireHash', 'Query', 'Query.hub']);
  });

  it('do not count where nothing was executed', async () => {
    const api = await start();
    await api.ask('{ getMetrics { run_date } }'); // a required argument is missing
    await api.ask('{ getAvailableDates ');
    await api.ask('query Q($date: String!) { getMetrics(date: $date) { run_date } }', { date: 7 });
    await api.ask('{ __schema { queryType { name } } }');
    expect((await api.usage()).entries).toEqual([]);
  });

  it('count once for an answer that failed: it was asked for', async () => {
    const api = await start();
    await api.ask('{ getMetrics(date: "1999-01-01") { run_date } }');
    expect(countOf(await api.usage(), 'Query.getMetrics(date:)')).toBe(1);
  });
});

describe('clients', () => {
  const dates = '{ getAvailableDates }';
  const clientsOf = async (api: Awaited<ReturnType<typeof start>>) =>
    (await api.usage()).entries
      .filter(({ coordinate }: Entry) => coordinate === 'Query.getAvailableDates')
      .map(({ client, version, count }: Entry) => [client, version, count]);

  it('are told apart by name and version, whichever headers they send', async () => {
    const api = await start();
    await api.ask(dates, {}, { 'graphql-client-name': 'reports', 'graphql-client-version': '1.2.0' });
    await api.ask(dates, {}, { 'graphql-client-name': 'reports', 'graphql-client-version': '1.3.0' });
    await api.ask(dates, {}, { 'apollographql-client-name': 'board', 'apollographql-client-version': '7' });
    await api.ask(dates, {}, { 'apollographql-client-name': 'board', 'apollographql-client-version': '7' });
    await api.ask(dates);
    await api.ask(dates, {}, { 'graphql-client-name': '  ' });
    expect(await clientsOf(api)).toEqual([
      ['board', '7', 2],
      ['reports', '1.2.0', 1],
      ['reports', '1.3.0', 1],
      ['unknown', 'unknown', 2],
    ]);
  });

  it('cannot fill the memory with their names', async () => {
    const api = await start();
    await api.ask(
      dates,
      {},
      { 'graphql-client-name': `${'n'.repeat(5000)}\u00fc`, 'graphql-client-version': 'v'.repeat(5000) },
    );
    for (let index = 1; index < 1010; index++)
      await api.ask(dates, {}, { 'graphql-client-name': `c${index}` });
    await api.ask(dates, {}, { 'graphql-client-name': 'c1' });
    const clients: [string, string, number][] = await clientsOf(api);
    expect(clients).toHaveLength(1001);
    expect(clients).toContainEqual(['n'.repeat(100), 'v'.repeat(50), 1]);
    expect(clients).toContainEqual(['other', 'other', 10]);
    expect(clients).toContainEqual(['c1', 'unknown', 2]);
  });
});

describe('what was counted', () => {
  const asked = '{ getAvailableDates }';

  it('outlives the process, and adds up over those that share a folder', async () => {
    const one = await start();
    const two = await start();
    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).ask(asked)));
    await two.stop();
    const three = await start();
    await three.ask(asked);
    expect(countOf(await three.usage(), 'Query.getAvailableDates')).toBe(11); // what one holds is not written yet
    await one.stop();
    expect(countOf(await three.usage(), 'Query.getAvailableDates')).toBe(21);
    await three.stop();
    expect(countOf(await (await start()).usage(), 'Query.getAvailableDates')).toBe(21);
    expect((await readdir(folder)).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it('is told by day, since when all days were watched', async () => {
    let api = await start();
    await api.ask(asked);
    expect(await api.usage()).toMatchObject({
      from: '2024-03-01T12:00:00.000Z',
      to: '2024-03-01T12:00:00.000Z',
      unreadable: [],
    });
    clock = new Date('2024-03-02T08:00:00.000Z'); // goes on over midnight
    await api.ask(asked);
    await api.ask(asked);
    await api.stop();
    clock = new Date('2024-03-03T09:00:00.000Z');
    api = await start();
    expect(await api.usage()).toEqual({
      from: '2024-03-01T12:00:00.000Z',
      to: '2024-03-03T09:00:00.000Z',
      entries: ['Query', 'Query.getAvailableDates'].map((coordinate) => ({
        coordinate,
        client: 'unknown',
        version: 'unknown',
        count: 3,
        firstSeen: '2024-03-01',
        lastSeen: '2024-03-02',
      })),
      unreadable: [],
    });
    expect(countOf(await api.usage('?since=2024-03-02'), 'Query')).toBe(2);
    expect(countOf(await api.usage('?since=2024-03-03'), 'Query')).toBe(0);
    await api.stop();

    // Nobody watched on the fourth: what was not used since the first is not known.
    clock = new Date('2024-03-05T10:00:00.000Z');
    api = await start();
    expect(await api.usage()).toMatchObject({ from: '2024-03-05T10:00:00.000Z' });
    expect(countOf(await api.usage(), 'Query')).toBe(3);
  });

  it('is not lost where a file is torn, and the day of it proves nothing', async () => {
    let api = await start();
    await api.ask(asked);
    clock = new Date('2024-03-02T08:00:00.000Z');
    await api.ask(asked);
    await api.stop();
    const [first = ''] = (await readdir(folder)).sort();
    const text = await readFile(join(folder, first), 'utf8');
    await writeFile(join(folder, first), text.slice(0, text.length / 2));
    await writeFile(join(folder, 'notes.txt'), 'not ours');
    clock = new Date('2024-03-03T08:00:00.000Z');
    api = await start();
    const usage = await api.usage();
    expect(usage).toMatchObject({ from: '2024-03-02T00:00:00.000Z', unreadable: ['2024-03-01'] });
    expect(countOf(usage, 'Query.getAvailableDates')).toBe(1);
  });

  it('is held in memory while it cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const api = await start(join(file, 'usage')); // no folder can be there
    await api.ask(asked);
    const usage = await api.usage();
    expect(countOf(usage, 'Query.getAvailableDates')).toBe(1);
    expect(usage.unreadable).toEqual(['2024-03-01']); // what others may have counted is not known
    expect(usage.from).toBe(usage.to);
    expect(api.log.join('')).toContain('counts of use cannot be kept');
  });

  it('is forgotten at the end where it is not to be kept', async () => {
    const api = await start('off');
    await api.ask(asked);
    expect(countOf(await api.usage(), 'Query.getAvailableDates')).toBe(1);
    await api.stop();
    expect((await (await start('off')).usage()).entries).toEqual([]);
  });

  it('tells no more clients apart over many days than on one', async () => {
    const from = '2024-02-29T00:00:00.000Z';
    const names = Array.from({ length: 1000 }, (_, index) => `old${index}`);
    const entries = names.map((client) => ({ coordinate: 'Query', client, version: '1', count: 2 }));
    const day = JSON.stringify({ day: '2024-02-29', from, to: from, entries });
    await writeFile(join(folder, '2024-02-29.00000000-0000-4000-8000-000000000000.json'), day);
    const api = await start();
    await api.ask(asked, {}, { 'graphql-client-name': 'new' });
    const usage = await api.usage();
    const clients = new Set(usage.entries.map(({ client }: Entry) => client));
    expect([clients.size, clients.has('new'), clients.has('other')]).toEqual([1001, true, true]);
    expect(countOf(usage, 'Query')).toBe(2001);
  });

  it('goes after 400 days', async () => {
    await mkdir(folder, { recursive: true });
    const old = '2023-01-25.00000000-0000-4000-8000-000000000000.json';
    const kept = '2023-01-26.00000000-0000-4000-8000-000000000000.json'; // 400 days before
    for (const name of [old, kept]) await writeFile(join(folder, name), '{}');
    await (await start()).stop();
    const names = await readdir(folder);
    expect(names).not.toContain(old);
    expect(names).toContain(kept);
  });

  it.each(['yesterday', '2024-02-30', ''])('is not told since a day that is none: %j', async (since) => {
    const api = await start();
    const response = await api.app.inject(`/usage?since=${since}`);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].extensions).toEqual({ code: 'INVALID_ARGUMENT', argument: 'since' });
  });
});
