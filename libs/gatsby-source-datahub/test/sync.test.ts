import { datasetOf } from '@datahub/contract';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { shapeOfNodes } from '../src/derive/shape-of-nodes.ts';
import { connectHub } from '../src/read/ask-hub.ts';
import { rowDocumentOf } from '../src/read/read-rows.ts';
import { syncDataset } from '../src/sync-dataset.ts';
import { type Event, EventLake } from './event-lake.ts';
import { GatsbyStore } from './gatsby-store.ts';
import { type ServeOptions, serveHub } from './serve-hub.ts';

const metrics = {
  shape: shapeOfNodes(datasetOf('daily_metrics')!),
  document: rowDocumentOf('daily_metrics'),
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(lake: EventLake, options: ServeOptions = {}, pageSize = 3) {
  const hub = await serveHub(lake, options);
  closing.push(hub.close);
  const ask = connectHub({ url: hub.url, timeoutMs: 5000, retries: 0, headers: {} });
  const store = new GatsbyStore();
  const sync = (to = store) =>
    to.build((api) => syncDataset(api, ask, metrics, { url: hub.url.href, pageSize }));
  return { ...hub, store, sync };
}

function event(region: string, event_type: string, more: Partial<Event> = {}): Event {
  return { region, event_type, hasUser: true, session: null, cents: null, ...more };
}

/** Two days in two regions; all expected figures below were worked out by hand. */
function smallLake(): EventLake {
  const lake = new EventLake();
  lake.publish('2023-10-26', [
    event('us-west', 'login', { session: 10 }),
    event('us-west', 'login', { session: 20, hasUser: false }),
    event('us-west', 'purchase', { cents: 1999 }),
    event('EIRE/ie', 'login', { session: 60 }),
  ]);
  lake.publish('2023-10-27', [event('us-west', 'login'), event('us-west', 'purchase', { cents: -500 })]);
  return lake;
}

describe('a first build', () => {
  it('makes a node of each stored row, with all columns, the partition’s, and the date', async () => {
    const { store, sync } = await start(smallLake());
    await sync();
    const rows = store.ofType<Record<string, unknown>>('DataHubMetric');
    expect(rows).toHaveLength(5);
    expect(
      rows.find((row) => row.date === '2023-10-26' && row.region === 'us-west' && row.event_type === 'login'),
    ).toMatchObject({
      run_date: '2023-10-26',
      event_count: 1,
      row_count: 2,
      avg_session_duration: 15,
      total_revenue: null,
    });
  });

  it('carries roll-ups that the API made: the mean of a day is not the mean of its regions’ means', async () => {
    const { store, sync } = await start(smallLake());
    await sync();
    const day = store
      .ofType<Record<string, unknown>>('DataHubMetricDay')
      .find((node) => node.date === '2023-10-26');
    // (10 + 20 + 60) / 3; of the regions' means, 15 and 60, it would be 37.5.
    expect(day).toMatchObject({
      total: { event_count: 3, row_count: 4, avg_session_duration: 30, total_revenue: 19.99 },
    });
    expect(day?.by_region).toMatchObject([
      { region: 'EIRE/ie', event_type: null, row_count: 1 },
      { region: 'us-west', event_type: null, row_count: 3 },
    ]);
    expect(day?.rows).toHaveLength(3);
  });

  it('makes a node of each region, over all days', async () => {
    const { store, sync } = await start(smallLake());
    await sync();
    const west = store
      .ofType<Record<string, unknown>>('DataHubMetricRegion')
      .find((node) => node.name === 'us-west');
    expect(west).toMatchObject({ total: { row_count: 5, total_revenue: 14.99 } });
    expect(west?.by_run_date).toMatchObject([
      { date: '2023-10-26', row_count: 3 },
      { date: '2023-10-27', row_count: 2 },
    ]);
    expect(west?.by_run_date_and_event_type).toHaveLength(4);
  });

  it('says of the dataset which version it is, and its overview holds the totals', async () => {
    const { store, sync } = await start(smallLake());
    await sync();
    const [dataset] = store.ofType<Record<string, unknown>>('DataHubDataset');
    expect(dataset).toMatchObject({
      name: 'daily_metrics',
      version: 1,
      firstDate: '2023-10-26',
      lastDate: '2023-10-27',
    });
    const [overview] = store.ofType<Record<string, unknown>>('DataHubMetricOverview');
    expect(overview).toMatchObject({
      dataset: (dataset as unknown as { id: string }).id,
      total: { row_count: 6 },
    });
  });

  it('takes an empty lake: one dataset that is empty, no row', async () => {
    const { store, sync } = await start(new EventLake());
    await sync();
    expect(store.ofType('DataHubMetric')).toEqual([]);
    expect(store.ofType('DataHubDataset')).toMatchObject([{ state: 'EMPTY', version: null }]);
    expect(store.ofType('DataHubMetricOverview')).toMatchObject([{ total: null, by_run_date: [] }]);
  });

  it('keeps region names as they are, however odd', async () => {
    const lake = new EventLake();
    const names = ['EIRE/ie', 'a%b=c', 'São Paulo', '0012', '🦊', "x' OR 1=1", '["a","b"]'];
    lake.publish(
      '2024-02-29',
      names.map((name) => event(name, 'login')),
    );
    const { store, sync } = await start(lake);
    await sync();
    const regions = store.ofType<{ name: string }>('DataHubMetricRegion').map((node) => node.name);
    expect(regions.sort()).toEqual(names.sort());
  });
});

describe('a later build', () => {
  it('asks for the changed day alone, and leaves nodes of other days as they are', async () => {
    const lake = smallLake();
    const { store, sync, asked } = await start(lake);
    await sync();
    lake.publish('2023-10-28', [event('us-west', 'login')]);
    asked.length = 0;
    const report = await sync();
    expect(report).toMatchObject({ changed: 1, removed: 0 });
    const stored = asked.filter((one) => one.operation === 'DailyMetricsRows' && !one.variables.groupBy);
    expect(stored.map((one) => one.variables)).toEqual([{ from: '2023-10-28', to: '2023-10-28', first: 3 }]);
    const days = store.created.filter((one) => one.startsWith('DataHubMetricDay '));
    expect(days).toHaveLength(1);
    // EIRE/ie has nothing new: its pages need not be rendered again.
    expect(store.created.filter((one) => one.startsWith('DataHubMetricRegion '))).toHaveLength(1);
  });

  it('asks for the changed region of a day alone', async () => {
    const lake = smallLake();
    const { sync, asked } = await start(lake);
    await sync();
    lake.publish('2023-10-26', [
      event('us-west', 'login', { session: 10 }),
      event('us-west', 'login', { session: 20, hasUser: false }),
      event('us-west', 'purchase', { cents: 1999 }),
      event('EIRE/ie', 'login', { session: 61 }),
    ]);
    asked.length = 0;
    await sync();
    const stored = asked.filter((one) => one.operation === 'DailyMetricsRows' && !one.variables.groupBy);
    expect(stored.map((one) => one.variables.filter)).toEqual([{ region: ['EIRE/ie'] }]);
  });

  it('makes only the dataset’s node when a version moved and no data did', async () => {
    const lake = smallLake();
    const { store, sync, asked } = await start(lake);
    await sync();
    lake.commit();
    asked.length = 0;
    await sync();
    expect(store.created.map((one) => one.split(' ')[0])).toEqual(['DataHubDataset']);
    expect(asked.map((one) => one.operation)).toEqual(['DataHubStatus', 'DataHubPartitions']);
  });

  it('deletes what is gone', async () => {
    const lake = smallLake();
    const { store, sync } = await start(lake);
    await sync();
    lake.publish('2023-10-26', []);
    await sync();
    expect(store.ofType<{ name: string }>('DataHubMetricRegion').map((node) => node.name)).toEqual([
      'us-west',
    ]);
    expect(store.ofType('DataHubMetricDay')).toMatchObject([{ date: '2023-10-27' }]);
    expect(store.ofType('DataHubMetric')).toHaveLength(2);
  });

  it('fetches again what another build lost half-way', async () => {
    const lake = smallLake();
    const { store, sync } = await start(lake);
    await sync();
    const whole = store.snapshot();
    const [row] = store.ofType('DataHubMetric');
    const [day] = store.ofType('DataHubMetricDay');
    store.nodes.delete(row!.id);
    store.nodes.delete(day!.id);
    await sync();
    expect(store.snapshot()).toEqual(whole);
  });

  it('asks one question where nothing was published', async () => {
    const { store, sync, asked } = await start(smallLake());
    await sync();
    asked.length = 0;
    await sync();
    expect(store.created).toEqual([]);
    expect(asked.map((one) => one.operation)).toEqual(['DataHubStatus']);
  });

  it('does not take another lake for the one it knows, whatever its version', async () => {
    const lake = smallLake();
    const { store, sync } = await start(lake);
    await sync();
    const other = new EventLake();
    other.publish('2023-10-26', [event('eu', 'login')]);
    other.publish('2023-10-27', [event('eu', 'login')]);
    const { sync: syncOther } = await start(other);
    expect(other.version).toBe(lake.version);
    await syncOther(store);
    const fresh = new GatsbyStore();
    await syncOther(fresh);
    expect(store.snapshot()).toEqual(fresh.snapshot());
    expect(store.ofType<{ name: string }>('DataHubMetricRegion').map((node) => node.name)).toEqual(['eu']);
  });
});

describe('any sequence of publishes', () => {
  const anEvent = fc.record({
    region: fc.constantFrom('eu', 'EIRE/ie', '0012'),
    event_type: fc.constantFrom('login', 'purchase'),
    hasUser: fc.boolean(),
    session: fc.option(fc.integer({ min: 0, max: 100 })),
    cents: fc.option(fc.integer({ min: -1000, max: 1000 })),
  });
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(
        fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02'),
        fc.array(anEvent, { maxLength: 6 }),
      ),
    },
    { weight: 1, arbitrary: fc.constant('compact' as const) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
    { weight: 2, arbitrary: fc.constant('build' as const) },
  );

  it('leaves the nodes that a first build would make', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const lake = new EventLake();
        const { store, sync, close } = await start(lake);
        closing.splice(closing.indexOf(close), 1);
        for (const one of steps) {
          if (one === 'build') await sync();
          else if (one === 'compact') lake.commit();
          else if (one === 'restart') lake.restart();
          else lake.publish(...one);
        }
        await sync();
        const fresh = new GatsbyStore();
        await sync(fresh);
        await close();
        expect(store.snapshot()).toEqual(fresh.snapshot());
      }),
      { numRuns: 40 },
    );
  });
});

describe('an answer that cannot be right', () => {
  async function failsWith(code: string, options: ServeOptions) {
    const lake = smallLake();
    let broken = false;
    const garble: ServeOptions['garble'] = (page, args) =>
      broken ? (options.garble?.(page, args) ?? {}) : {};
    const { store, sync } = await start(lake, { ...options, garble }, 100);
    await sync();
    const before = store.snapshot();
    lake.publish('2023-10-28', [event('us-west', 'login'), event('us-west', 'purchase')]);
    broken = true;
    await expect(sync()).rejects.toMatchObject({ code });
    // Nothing was created or changed (Gatsby itself collects only after a build that came to its end).
    expect(store.snapshot()).toEqual(before);
  }

  it('is refused where a row is missing', () =>
    failsWith('DATAHUB_ROWS_DIFFER', {
      garble: ({ rows }, { groupBy }) =>
        groupBy ? {} : { rows: rows.slice(1), totalCount: rows.length - 1 },
    }));

  it('is refused where fewer rows come than were announced', () =>
    failsWith('DATAHUB_ROWS_DIFFER', { garble: ({ rows }) => ({ totalCount: rows.length + 1 }) }));

  it('is refused where a roll-up does not add up to its total', () =>
    failsWith('DATAHUB_ROWS_DIFFER', {
      garble: ({ rows }, { groupBy }) =>
        groupBy?.length === 2 ? { rows: rows.map((row) => ({ ...(row as object), row_count: 7 })) } : {},
    }));

  it('is refused where a row comes twice', () =>
    failsWith('DATAHUB_ROWS_DIFFER', {
      garble: ({ rows }, { groupBy }) => (groupBy ? {} : { rows: rows.map(() => rows[0]) }),
    }));

  it('is refused where the business day is missing', () =>
    failsWith('DATAHUB_CONTRACT_MISMATCH', {
      garble: ({ rows }) => ({ rows: rows.map((row) => ({ ...(row as object), run_date: null })) }),
    }));

  it('is read again where somebody published in the middle', async () => {
    const lake = smallLake();
    let once = true;
    const { store, sync } = await start(lake, {
      before: ({ operation }) => {
        if (operation === 'DailyMetricsRows' && once) {
          once = false;
          lake.publish('2023-10-28', [event('eu', 'login')]);
        }
        return undefined;
      },
    });
    await sync();
    expect(store.ofType('DataHubMetricDay')).toHaveLength(3);
    expect(store.ofType('DataHubDataset')).toMatchObject([{ version: 2 }]);
  });

  it('is given up where somebody publishes without end', async () => {
    const lake = smallLake();
    const { sync } = await start(lake, {
      before: ({ operation }) => {
        if (operation === 'DailyMetricsRows') lake.commit();
        return undefined;
      },
    });
    await expect(sync()).rejects.toMatchObject({ code: 'DATAHUB_VERSION_MOVED' });
  });
});
