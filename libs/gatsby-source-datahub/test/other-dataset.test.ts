import { shapeOf } from '@datahub/contract/gatsby';
import { typeDefs } from '@datahub/contract/graphql';
import { expect, it } from 'vitest';
import { connectHub } from '../src/read/ask-hub.ts';
import { syncDataset } from '../src/sync-dataset.ts';
import { EventLake } from './event-lake.ts';
import { dailyTotals, dailyTotalsDocument, dailyTotalsSdl } from './fixture-dataset.ts';
import { GatsbyStore } from './gatsby-store.ts';
import { serveHub } from './serve-hub.ts';

it('takes a dataset that is partitioned by the day alone, without a line of code for it', async () => {
  const lake = new EventLake(['run_date']);
  const event = { hasUser: true, session: 7, cents: null };
  lake.publish('2024-01-01', [
    { ...event, region: 'a', event_type: 'login' },
    { ...event, region: 'b', event_type: 'login', session: 8 },
  ]);
  const sdl = `${typeDefs}\n${dailyTotalsSdl}`;
  const hub = await serveHub(lake, { sdl, field: 'dailyTotals', name: 'daily_totals' });
  try {
    const ask = connectHub({ url: hub.url, timeoutMs: 5000, retries: 0, headers: {} });
    const dataset = { shape: shapeOf(dailyTotals), document: dailyTotalsDocument };
    const store = new GatsbyStore();
    const sync = () =>
      store.build((api) => syncDataset(api, ask, dataset, { url: hub.url.href, pageSize: 10 }));
    await sync();
    lake.publish('2024-01-02', [{ ...event, region: 'a', event_type: 'view' }]);
    expect(await sync()).toMatchObject({ changed: 1 });
    expect(store.ofType('DataHubTotal')).toMatchObject([
      { date: '2024-01-01', event_type: 'login', row_count: 2, avg_session_duration: 7.5 },
      { date: '2024-01-02', event_type: 'view', row_count: 1 },
    ]);
    expect(store.ofType('DataHubTotalDay')).toHaveLength(2);
    expect(store.ofType('DataHubTotalOverview')).toMatchObject([
      { total: { row_count: 3 }, by_event_type: [{ event_type: 'login' }, { event_type: 'view' }] },
    ]);
  } finally {
    await hub.close();
  }
});
