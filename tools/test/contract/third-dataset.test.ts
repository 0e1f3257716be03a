import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForHttp } from '../../src/http/wait-for-http.ts';
import { type Program, startProgram } from '../../src/process/start-program.ts';
import { inRoot } from '../../src/workspace/root.ts';

const run = promisify(execFile);

/** What publishes, answers and sources; built as it is, but for what is made of the contract. */
const PROJECTS = ['libs/contract', 'libs/lake', 'libs/gatsby-source-datahub', 'apps/pipeline', 'apps/api'];
const LEFT_OUT = /\/(node_modules|test|test-results|fixtures)(\/|$)/;

// Its users cannot be added up, so that measures do not say it all, and it needs SQL of its own.
const SDL = `
"How many people were there."
type Reach @dataset(name: "daily_reach", from: "Event", partitionBy: ["run_date"], sql: "daily_reach.sql") {
  region: String! @dimension
  users: SafeInt @measure(agg: NONE)
  events: SafeInt! @measure(agg: COUNT)
  events_each: Float @derived(expr: "CAST(events AS DOUBLE) / NULLIF(users, 0)")
}
`;
const SQL = `
WITH known AS (SELECT * FROM events WHERE user_id IS NOT NULL)
SELECT run_date, region, COUNT(DISTINCT user_id) AS users, COUNT(*) AS events
FROM known
GROUP BY run_date, region
`;

const EVENTS = [
  { user_id: 'a', region: 'x' },
  { user_id: 'a', region: 'x' },
  { user_id: 'b', region: 'x' },
  { user_id: 'a', region: 'y' },
  { user_id: null, region: 'y' },
];
const DAY = '2023-10-27';

let copy: string;
let api: Program;
let url: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'datahub-third-'));
  await copyProjects();
  const contract = join(copy, 'libs/contract');
  await writeFile(join(contract, 'schema/datasets/daily_reach.graphql'), SDL);
  await writeFile(join(contract, 'schema/datasets/daily_reach.sql'), SQL);
  for (const script of ['codegen', 'build']) await run('npm', ['run', script], { cwd: contract });
  await run('npm', ['run', 'build'], { cwd: join(copy, 'libs/gatsby-source-datahub') });
}, 240_000);

afterAll(async () => {
  await api?.stop();
  await rm(copy, { recursive: true, force: true });
});

async function copyProjects(): Promise<void> {
  await mkdir(join(copy, 'node_modules/@datahub'), { recursive: true });
  for (const name of await readdir(inRoot('node_modules'))) {
    if (name === '@datahub' || name === 'gatsby-source-datahub') continue;
    await symlink(inRoot('node_modules', name), join(copy, 'node_modules', name));
  }
  for (const project of PROJECTS) {
    const root = inRoot(project);
    await cp(root, join(copy, project), {
      recursive: true,
      filter: (path) => !LEFT_OUT.test(path.slice(root.length)),
    });
    const name = project.split('/')[1] as string;
    const link = name.startsWith('gatsby-') ? name : `@datahub/${name}`;
    await symlink(join(copy, project), join(copy, 'node_modules', link));
  }
  await cp(inRoot('tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
}

async function ask(query: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: Record<string, unknown> }).data;
}

/** Gatsby's side of a source plugin: it keeps what the plugin makes, and prints it. */
const GATSBY = `
const { sourceNodes } = require('gatsby-source-datahub/gatsby-node.js');
const nodes = [];
const timer = { start() {}, setStatus() {}, end() {} };
const reporter = { activityTimer: () => timer, warn: console.error, panicOnBuild: (error) => { throw new Error(JSON.stringify(error)); } };
const actions = { createNode: async (node) => void nodes.push(node), touchNode() {}, deleteNode() {} };
const api = { actions, reporter, createNodeId: String, createContentDigest: JSON.stringify, getNode: () => undefined, getNodesByType: () => [] };
sourceNodes(api, { pageSize: 100, timeoutMs: 5000, retries: 0, headers: {} }).then(() => console.log(JSON.stringify(nodes)));
`;

describe('a third dataset', () => {
  it('is published from the same scan, without a line of code', async () => {
    const lines = EVENTS.map((event) => JSON.stringify({ ...event, event_type: 'view' }));
    await writeFile(join(copy, 'events.ndjson'), `${lines.join('\n')}\n`);
    const { stdout } = await run(
      process.execPath,
      [
        join(copy, 'apps/pipeline/bin/datahub.mjs'),
        ...['publish', '--source', 'product-events', '--input', 'events.ndjson', '--date', DAY],
        ...['--lake', 'file:./lake', '--json'],
      ],
      { cwd: copy },
    );
    const { datasets, counts } = JSON.parse(stdout);
    expect(
      datasets.map(({ dataset, version }: { dataset: string; version: number }) => [dataset, version]),
    ).toEqual([
      ['daily_metrics', 0],
      ['daily_reach', 0],
      ['hourly_traffic', 0],
    ]);
    expect(counts).toMatchObject({ rows_read: 5, rows_aggregated: 5 });
  }, 60_000);

  it('is answered, as stored and rolled up', async () => {
    const port = await getPort();
    url = `http://127.0.0.1:${port}/graphql`;
    api = await startProgram('The API', process.execPath, [join(copy, 'apps/api/dist/server.js')], {
      cwd: copy,
      env: {
        ...process.env,
        HUB_LAKE: 'file:./lake',
        HUB_USAGE: 'off',
        HOST: '127.0.0.1',
        PORT: String(port),
      },
    });
    await waitForHttp(url.replace('graphql', 'ready'), api);
    const rows = 'rows { run_date region users events events_each }';
    const { stored, one, total } = await ask(`{
      stored: dailyReach { ${rows} }
      one: dailyReach(filter: { region: ["y"] }, groupBy: [region]) { ${rows} }
      total: dailyReach(groupBy: []) { ${rows} }
    }`);
    const [x, y] = [
      { run_date: DAY, region: 'x', users: 2, events: 3, events_each: 1.5 },
      { run_date: DAY, region: 'y', users: 1, events: 1, events_each: 1 },
    ];
    expect(stored).toEqual({ rows: [x, y] });
    // People who were there on one day may have been there on another: over days, nobody knows how many they are.
    expect(one).toEqual({ rows: [{ ...y, run_date: null, users: null, events_each: null }] });
    expect(total).toEqual({
      rows: [{ run_date: null, region: null, users: null, events: 4, events_each: null }],
    });
  }, 90_000);

  it('is sourced by the plugin', async () => {
    await writeFile(join(copy, 'gatsby.cjs'), GATSBY);
    const { stdout } = await run(process.execPath, ['gatsby.cjs'], {
      cwd: copy,
      env: { ...process.env, DATA_HUB_API_URL: url },
    });
    const nodes = JSON.parse(stdout) as { internal: { type: string } }[];
    const ofType = (type: string) => nodes.filter((node) => node.internal.type === type);
    expect(ofType('DataHubReach')).toMatchObject([
      { date: DAY, region: 'x', users: 2, events: 3 },
      { date: DAY, region: 'y', users: 1, events: 1 },
    ]);
    expect(ofType('DataHubReachDay')).toMatchObject([
      { date: DAY, total: { users: null, events: 4 }, by_region: [{ users: 2 }, { users: 1 }] },
    ]);
    expect(ofType('DataHubTraffic')).toHaveLength(1);
    expect(ofType('DataHubMetric')).toHaveLength(2);
  }, 60_000);
});
