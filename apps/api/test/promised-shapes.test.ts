import type { AddressInfo } from 'node:net';
import { GraphQLClient, gql } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

const ODD_REGIONS = ['EIRE/ie', 'a%b=c', 'São Paulo', '0012', '🌍', "it's", '中', '../up'];

let lake: TestLake;
let api: TestApi;
let url: string;

beforeAll(async () => {
  lake = await createLake();
  await lake.publish([
    row({
      run_date: '2023-10-27',
      region: 'us-west',
      event_type: 'login',
      event_count: 12n,
      row_count: 15n,
      avg_session_duration__sum: 301n,
      avg_session_duration__count: 4n,
      total_revenue: '1234.5600',
    }),
    row({
      run_date: '2023-10-27',
      region: 'us-west',
      event_type: 'add_to_cart',
      event_count: 3_000_000_000n,
    }),
    ...ODD_REGIONS.map((region, index) =>
      row({ run_date: '2023-10-26', region, event_type: 'login', event_count: BigInt(index) }),
    ),
  ]);
  api = await startApi(lake.url);
  await api.app.listen({ port: 0 });
  url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/graphql`;
});

afterAll(async () => {
  await api?.close();
  await lake?.remove();
});

const EXAMPLE = /* GraphQL */ `
  query Report($date: String!, $region: String!) {
    getMetrics(date: $date) {
      run_date
      available_regions
      metricsForRegion(region: $region) {
        event_type
        event_count
        avg_session_duration
        total_revenue
      }
    }
  }
`;

const EXPECTED = {
  run_date: '2023-10-27',
  available_regions: ['us-west'],
  metricsForRegion: [
    {
      event_type: 'add_to_cart',
      event_count: 3_000_000_000,
      avg_session_duration: null,
      total_revenue: null,
    },
    { event_type: 'login', event_count: 12, avg_session_duration: 75.25, total_revenue: 1234.56 },
  ],
};

describe('the promised shapes', () => {
  it('lists the days, oldest first', async () => {
    expect(await api.ask('{ getAvailableDates }')).toEqual({
      data: { getAvailableDates: ['2023-10-26', '2023-10-27'] },
    });
  });

  it('answers the example client that writes its arguments into the query, over fetch', async () => {
    const query = `{ getMetrics(date: "2023-10-27") { run_date available_regions
      metricsForRegion(region: "us-west") { event_type event_count avg_session_duration total_revenue } } }`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ data: { getMetrics: EXPECTED } });
  });

  it('answers the example client that uses graphql-request and variables', async () => {
    const client = new GraphQLClient(url);
    const answer = await client.request(gql`${EXAMPLE}`, { date: '2023-10-27', region: 'us-west' });
    expect(answer).toEqual({ getMetrics: EXPECTED });
  });

  it('says DATA_NOT_FOUND where nothing was published for a date', async () => {
    const answer = await api.ask(EXAMPLE, { date: '2023-10-28', region: 'us-west' });
    expect(answer.data).toEqual({ getMetrics: null });
    expect(answer.errors?.[0]).toMatchObject({
      message: 'No data was published for 2023-10-28.',
      path: ['getMetrics'],
      extensions: { code: 'DATA_NOT_FOUND', date: '2023-10-28' },
    });
  });

  it.each(['../../etc/passwd', '', '2023-10-27/region=us-west', '%2e%2e', "' OR 1=1 --", '2023-10-27\0'])(
    'takes %j for a date that has no data, never for a path',
    async (date) => {
      const answer = await api.ask(EXAMPLE, { date, region: 'us-west' });
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['DATA_NOT_FOUND']);
    },
  );

  it('says INVALID_ARGUMENT with the regions of the day where a region has no data', async () => {
    const answer = await api.ask(EXAMPLE, { date: '2023-10-27', region: 'US-WEST' });
    expect(answer.errors?.[0]).toMatchObject({
      path: ['getMetrics', 'metricsForRegion'],
      extensions: { code: 'INVALID_ARGUMENT', availableRegions: ['us-west'] },
    });
  });

  it('lists odd regions in byte order, and answers each of them', async () => {
    const listed = await api.ask('{ getMetrics(date: "2023-10-26") { available_regions } }');
    expect(listed.data.getMetrics.available_regions).toEqual([
      '../up',
      '0012',
      'EIRE/ie',
      'São Paulo',
      'a%b=c',
      "it's",
      '中',
      '🌍',
    ]);
    for (const [index, region] of ODD_REGIONS.entries()) {
      const answer = await api.ask(EXAMPLE, { date: '2023-10-26', region });
      expect(answer.data.getMetrics.metricsForRegion).toEqual([
        { event_type: 'login', event_count: index, avg_session_duration: null, total_revenue: null },
      ]);
    }
  });
});

describe('an empty lake', () => {
  it('has no dates, and no data for any', async () => {
    const empty = await createLake();
    const onEmpty = await startApi(empty.url);
    expect(await onEmpty.ask('{ getAvailableDates }')).toEqual({ data: { getAvailableDates: [] } });
    const answer = await onEmpty.ask(EXAMPLE, { date: '2023-10-27', region: 'us-west' });
    expect(answer.errors?.[0]?.extensions.code).toBe('DATA_NOT_FOUND');
    await onEmpty.close();
    await empty.remove();
  });
});
