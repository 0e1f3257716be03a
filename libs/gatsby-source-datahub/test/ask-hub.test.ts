import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { typeDefs } from '@datahub/contract/graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { DataHubPartitionsDocument, DataHubStatusDocument } from '../src/__generated__/operations.ts';
import { connectHub } from '../src/read/ask-hub.ts';
import { rowDocumentOf } from '../src/read/read-rows.ts';
import { EventLake } from './event-lake.ts';
import { type ServeOptions, serveHub } from './serve-hub.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(options: ServeOptions, retries = 3, timeoutMs = 5000) {
  const lake = new EventLake();
  lake.commit();
  const hub = await serveHub(lake, options);
  closing.push(hub.close);
  const pauses: number[] = [];
  const config = { url: hub.url, timeoutMs, retries, headers: { authorization: 'Bearer t' } };
  const ask = connectHub(config, async (ms) => pauses.push(ms));
  return { ...hub, ask, pauses };
}

describe('connectHub', () => {
  it('says who asks', async () => {
    const { ask, asked } = await start({});
    await ask(DataHubStatusDocument, {});
    expect(asked[0]?.headers).toMatchObject({
      'graphql-client-name': 'gatsby-source-datahub',
      'graphql-client-version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      authorization: 'Bearer t',
    });
  });

  it('says what a site calls itself, where it does', async () => {
    const { url, asked } = await start({});
    const headers = { 'GraphQL-Client-Name': 'our-site', 'graphql-client-version': '7' };
    await connectHub({ url, timeoutMs: 5000, retries: 0, headers })(DataHubStatusDocument, {});
    expect(asked[0]?.headers).toMatchObject({
      'graphql-client-name': 'our-site',
      'graphql-client-version': '7',
    });
  });

  it('sends user and password of the address as a header', async () => {
    const { url, asked } = await start({});
    const withPassword = new URL(url);
    withPassword.username = 'me';
    withPassword.password = 'p@ss';
    await connectHub({ url: withPassword, timeoutMs: 5000, retries: 0, headers: {} })(
      DataHubStatusDocument,
      {},
    );
    // printf me:p@ss | base64
    expect(asked[0]?.headers.authorization).toBe('Basic bWU6cEBzcw==');
  });

  it('asks again after 503 and 429, with growing pauses', async () => {
    const answers = [503, 429, undefined];
    const { ask, asked, pauses } = await start({ before: () => answers.shift() });
    await expect(ask(DataHubStatusDocument, {})).resolves.toMatchObject({ hub: {} });
    expect(asked).toHaveLength(3);
    expect(pauses[0]).toBeGreaterThanOrEqual(125);
    expect(pauses[1]).toBeGreaterThanOrEqual(250);
    expect(pauses[1]).toBeLessThanOrEqual(500);
  });

  it('gives up after its retries, and says what to set', async () => {
    const { ask, asked, url } = await start({ before: () => 500 }, 2);
    await expect(ask(DataHubStatusDocument, {})).rejects.toMatchObject({
      code: 'DATAHUB_API_UNREACHABLE',
      message: expect.stringMatching(/HTTP 500; 3 attempts.*DATA_HUB_API_URL.*npm run api/),
      details: { url: url.href },
    });
    expect(asked).toHaveLength(3);
  });

  it('names a port where nothing listens, and no password', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const url = new URL(`http://user:secret@127.0.0.1:${port}/graphql`);
    const error = await connectHub({ url, timeoutMs: 1000, retries: 0, headers: {} })(
      DataHubStatusDocument,
      {},
    ).catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: 'DATAHUB_API_UNREACHABLE' });
    expect((error as Error).message).toContain(`http://127.0.0.1:${port}/graphql`);
    expect((error as Error).message).not.toContain('secret');
  });

  it('does not wait for ever', async () => {
    const slow = () => new Promise<undefined>((resolve) => setTimeout(resolve, 400));
    const { ask } = await start({ before: slow }, 0, 100);
    await expect(ask(DataHubStatusDocument, {})).rejects.toMatchObject({
      code: 'DATAHUB_API_UNREACHABLE',
      message: expect.stringContaining('no answer in 100 ms'),
    });
  });

  it('says to upgrade where the API does not have what is asked', async () => {
    const sdl = typeDefs.replaceAll(/ {2}"Money taken[^"]*"\n {2}total_revenue: Float\n/g, '');
    const { ask, asked } = await start({ sdl });
    await expect(ask(rowDocumentOf('daily_metrics'), { first: 1 })).rejects.toMatchObject({
      code: 'DATAHUB_CONTRACT_MISMATCH',
      message: expect.stringMatching(/total_revenue.*upgrade gatsby-source-datahub/s),
    });
    // An answer that stays the same is not asked for again.
    expect(asked).toHaveLength(1);
  });

  it('passes on what the API itself says is wrong', async () => {
    const { ask } = await start({
      garble: () => {
        throw new Error('the lake is being moved');
      },
    });
    await expect(ask(rowDocumentOf('daily_metrics'), { first: 1 })).rejects.toMatchObject({
      code: 'DATAHUB_API_FAILED',
      message: expect.stringMatching(/DailyMetricsRows.*the lake is being moved/),
    });
  });

  it('says what answers where that is no GraphQL', async () => {
    const { ask } = await start({ before: () => 404 });
    await expect(ask(DataHubPartitionsDocument, { dataset: 'daily_metrics' })).rejects.toMatchObject({
      code: 'DATAHUB_API_FAILED',
      message: expect.stringContaining('HTTP 404'),
    });
  });
});
