import type { AddressInfo } from 'node:net';
import { contract } from '@datahub/contract';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

let lake: TestLake;
let api: TestApi;
let url: string;

beforeAll(async () => {
  lake = await createLake();
  await lake.publish([row({ run_date: '2024-01-01', region: 'eu', event_type: 'login' })]);
  api = await startApi(lake.url);
  await api.app.listen({ port: 0 });
  url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/graphql`;
});

afterAll(async () => {
  await api?.close();
  await lake?.remove();
});

const post = (payload: unknown, headers: Readonly<Record<string, string>> = {}) =>
  api.app.inject({ method: 'POST', url: '/graphql', payload: payload as object, headers });

describe('GraphQL over HTTP', () => {
  it.each(serverAudits({ url: () => url }).map(({ name, fn }) => ({ name, fn })))('$name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });

  it('tells the version of each dataset and the hash of the contract in headers', async () => {
    const { headers } = await post({ query: '{ getAvailableDates }' });
    expect(headers['x-datahub-version']).toBe('daily_metrics=0');
    expect(headers['x-datahub-wire-hash']).toBe(contract.wireHash);
  });

  it('answers the operation that is named, each time', async () => {
    const query = 'query Days { getAvailableDates } query State { hub { datasets { state } } }';
    for (let time = 0; time < 3; time++) {
      expect((await post({ query, operationName: 'Days' })).json().data).toEqual({
        getAvailableDates: ['2024-01-01'],
      });
      expect((await post({ query, operationName: 'State' })).json().data).toEqual({
        hub: { datasets: [{ state: 'READY' }, { state: 'EMPTY' }] },
      });
    }
  });

  it.each(['null', '{"kind":"Document","definitions":[]}', '[]', '1', '"x"', '{', 'query {', '{}'])(
    'takes %j for a syntax error',
    async (query) => {
      const answer = (await post({ query })).json();
      expect(answer.errors[0].message).toMatch(/^Syntax Error/);
      expect(answer.errors[0].extensions).toEqual({ code: 'BAD_REQUEST' });
    },
  );

  it('refuses a list of requests, a form, and text', async () => {
    expect((await post([{ query: '{ getAvailableDates }' }])).statusCode).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/graphql']) {
      const response = await post('query={getAvailableDates}', { 'content-type': type });
      expect(response.statusCode).toBe(415);
      expect(response.json().errors[0].extensions.code).toBe('BAD_REQUEST');
    }
  });

  it('refuses a document that is too long before it is read', async () => {
    const answer = (await post({ query: `{ ${'getAvailableDates '.repeat(6000)} }` })).json();
    expect(answer.errors[0].message).toContain('5000 tokens');
  });

  it('names every field that is not in the schema', async () => {
    const answer = (await post({ query: '{ getDates hub { size } }' })).json();
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toHaveLength(2);
    expect(answer.errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

describe('beside GraphQL', () => {
  it('says that it lives, and what it can serve', async () => {
    expect((await api.app.inject('/health')).json()).toEqual({ status: 'ok', degraded: [] });
    const ready = await api.app.inject('/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({
      ready: true,
      wireHash: contract.wireHash,
      datasets: [
        {
          name: 'daily_metrics',
          state: 'READY',
          message: null,
          version: 0,
          compatibility: 'COMPATIBLE',
          newest: { version: 0, compatibility: 'COMPATIBLE' },
          lastDate: '2024-01-01',
        },
        {
          name: 'hourly_traffic',
          state: 'EMPTY',
          message: null,
          version: null,
          compatibility: null,
          newest: null,
          lastDate: null,
        },
      ],
    });
  });

  it('serves GraphiQL with all that it needs', async () => {
    const page = await api.app.inject('/graphiql');
    expect(page.statusCode).toBe(200);
    const parts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    const fetched = parts.filter((address) => !address.startsWith('data:'));
    expect(fetched).toHaveLength(4);
    for (const address of fetched) {
      expect(address).toMatch(/^\/graphiql\//); // nothing from elsewhere
      const part = await api.app.inject(address);
      expect([part.statusCode, part.body.length > 5000]).toEqual([200, true]);
    }
  });

  it('serves neither GraphiQL nor the schema in production', async () => {
    const production = await startApi(lake.url, { graphiql: false, introspection: false });
    expect((await production.app.inject('/graphiql')).statusCode).toBe(404);
    const answer = await production.ask('{ __schema { types { name } } }');
    expect(answer.data).toBeUndefined();
    expect(await production.ask('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    await production.close();
  });

  it('has no headers for foreign pages', async () => {
    const { headers } = await post({ query: '{ __typename }' }, { origin: 'http://elsewhere.example' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
