import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLake } from './event-lake.ts';
import { serveHub } from './serve-hub.ts';

const gatsby = join(dirname(createRequire(import.meta.url).resolve('gatsby/package.json')), 'cli.js');
// Below the workspace, or the site would not find Gatsby.
const folder = join(import.meta.dirname, '../../../tmp');

let site: string;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  site = await mkdtemp(join(folder, 'plugin-site-'));
  await mkdir(join(site, 'src/pages'), { recursive: true });
  await writeFile(
    join(site, 'package.json'),
    '{ "name": "site", "private": true, "dependencies": { "gatsby": "*" } }',
  );
  await writeFile(
    join(site, 'gatsby-config.js'),
    `module.exports = { plugins: [{ resolve: 'gatsby-source-datahub', options: { retries: 0, datasets: ['daily_metrics'] } }] };`,
  );
  const page = (query: string) => `import { graphql } from 'gatsby';
import * as React from 'react';
export default ({ data }) => <pre>{JSON.stringify(data)}</pre>;
export const query = graphql\`${query}\`;`;
  for (const [name, query] of await readmeQueries()) {
    await writeFile(join(site, `src/pages/${name}.jsx`), page(query));
  }
}, 60_000);

afterAll(() => rm(site, { recursive: true, force: true, maxRetries: 3 }));

/** The queries of the README, by their names in lower case. */
async function readmeQueries(): Promise<Map<string, string>> {
  const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```graphql\n(query (\w+).*?)```/gs)];
  return new Map(blocks.map(([, query, name]) => [name!.toLowerCase(), query as string]));
}

function build(url: string | undefined): Promise<{ code: number | null; output: string }> {
  const { DATA_HUB_API_URL: _, NODE_ENV: __, VITEST: ___, ...environment } = process.env;
  const child = spawn(process.execPath, [gatsby, 'build'], {
    cwd: site,
    env: {
      ...environment,
      ...(url && { DATA_HUB_API_URL: url }),
      GATSBY_TELEMETRY_DISABLED: '1',
      CI: '1',
      NO_COLOR: '1',
    },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })));
}

/** What a page shows. */
async function dataOf(page: string): Promise<Record<string, never>> {
  const html = await readFile(join(site, 'public', page, 'index.html'), 'utf8');
  const [, text = ''] = /<pre>(.*?)<\/pre>/s.exec(html) ?? [];
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

/** Gatsby breaks lines to the width of the terminal, in the middle of words. */
function unbroken(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of the terminal are control characters.
  return output.replaceAll(/\u001b\[[0-9;]*m/g, '').replaceAll(/\s+/g, '');
}

describe('a site', { timeout: 600_000 }, () => {
  it('answers the queries of the README, and is brought up to date by the next build', async () => {
    const lake = new EventLake();
    const event = { hasUser: true, session: null, cents: null };
    lake.publish('2024-01-01', [
      { ...event, region: 'us-west', event_type: 'login', session: 10 },
      { ...event, region: 'us-west', event_type: 'purchase', cents: 1250 },
      { ...event, region: 'EIRE/ie', event_type: 'login', session: 40 },
    ]);
    const hub = await serveHub(lake);
    try {
      const first = await build(hub.url.href);
      expect(first.output).toContain('Done building');
      expect(first.code).toBe(0);
      expect(await dataOf('westcoast')).toEqual({
        allDataHubMetric: {
          nodes: [
            { event_type: 'login', event_count: 1, total_revenue: null },
            { event_type: 'purchase', event_count: 1, total_revenue: 12.5 },
          ],
        },
      });
      expect(await dataOf('days')).toMatchObject({
        allDataHubMetricDay: { nodes: [{ date: '2024-01-01', total: { avg_session_duration: 25 } }] },
      });

      lake.publish('2024-01-02', [{ ...event, region: 'us-west', event_type: 'login' }]);
      hub.asked.length = 0;
      expect(await build(hub.url.href)).toMatchObject({ code: 0 });
      // Gatsby kept the nodes of the first build: only the new day was asked for.
      const stored = hub.asked.filter(
        (one) => one.operation === 'DailyMetricsRows' && !one.variables.groupBy,
      );
      expect(stored.map((one) => one.variables)).toEqual([
        { from: '2024-01-02', to: '2024-01-02', first: 5000 },
      ]);
      expect(await dataOf('overview')).toMatchObject({
        dataHubMetricOverview: {
          dataset: { version: 1 },
          by_run_date: [
            { run_date: '2024-01-01', row_count: 3, avg_session_duration: 25 },
            { run_date: '2024-01-02', row_count: 1, avg_session_duration: null },
          ],
        },
      });
    } finally {
      await hub.close();
    }
  });

  it('fails with one clear message where the address is missing or dead', async () => {
    const missing = await build(undefined);
    expect(missing.code).toBe(1);
    expect(unbroken(missing.output)).toContain('DATAHUB_URL_MISSING');
    expect(unbroken(missing.output)).toContain('setDATA_HUB_API_URL');
    expect(missing.output).not.toMatch(/^\s*at |gatsby-node\.js:\d+/m);

    const dead = await build('http://127.0.0.1:9/graphql');
    expect(dead.code).toBe(1);
    expect(unbroken(dead.output)).toContain('DATAHUB_API_UNREACHABLE');
    expect(unbroken(dead.output)).toContain('http://127.0.0.1:9/graphql');
    expect(dead.output).not.toMatch(/^\s*at |gatsby-node\.js:\d+/m);
  });
});
