import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../src/config.ts';
import { clientError } from '../src/errors.ts';
import { startApi, type TestApi } from './start-api.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text ?? '');

let lake: TestLake;
let api: TestApi;

beforeAll(async () => {
  lake = await createLake();
  await lake.publish([
    row({
      run_date: '2023-10-27',
      region: 'us-west',
      event_type: 'purchase',
      event_count: 2n,
      total_revenue: '9.5',
    }),
  ]);
  api = await startApi(lake.url);
  await api.app.listen({ port: 0 });
});

afterAll(async () => {
  await api?.close();
  await lake?.remove();
});

describe('the readme', () => {
  it('lists every variable with its default', () => {
    const rows = Object.entries(settings).map(
      ([name, s]) => `| \`${name}\` | \`${s.default}\` | ${s.about} |`,
    );
    expect(readme.split('\n').filter((line) => /^\| `[A-Z_]+` \| `[^`]+` \|/.test(line))).toEqual(rows);
  });

  it('lists every code that clients can meet', () => {
    const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \| [^`]/gm)].map(([, code]) => code);
    expect(listed.sort()).toEqual([...clientError.codes].sort());
  });

  it.each(blocks('graphql').map((query, index) => ({ query, index })))(
    'has question $index answered',
    async ({ query }) => {
      const { data, errors } = await api.ask(query);
      expect(errors).toBeUndefined();
      // Every field at the top has something to say.
      expect(Object.values(data).filter((value) => value === null)).toEqual([]);
    },
  );

  it('has four questions, and one of them rolls up', async () => {
    const queries = blocks('graphql');
    expect(queries).toHaveLength(4);
    const { data } = await api.ask(queries[1] ?? '');
    expect(data.dailyMetrics).toEqual({
      rows: [{ region: 'us-west', event_count: 2, total_revenue: 9.5 }],
      totalCount: 1,
      endCursor: null,
      version: 0,
    });
  });

  it('has a program that works', async () => {
    const { port } = api.app.server.address() as AddressInfo;
    const program = (blocks('js')[0] ?? '').replace('127.0.0.1:4000', `127.0.0.1:${port}`);
    const run = new Function('fetch', `return (async () => { ${program} return data; })()`);
    expect(await run(fetch)).toEqual({ getAvailableDates: ['2023-10-27'] });
  });
});
