// npm run proof -- dev: what `npm run dev` promises, carried out in a clone: data, contract and code change while it runs.
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { Command } from 'commander';
import getPort from 'get-port';
import { findChromium } from '../../machine/find-chromium.mjs';
import { portIsFree } from '../../machine/port-is-free.mjs';
import { live } from '../../process/live.ts';
import { runMain } from '../../process/user-error.ts';
import { Tally } from '../tally.ts';
import { runningIn, startDev, until } from './running-dev.ts';
import { largestIn, makeClone, type ScratchClone } from './scratch-clone.ts';

const options = new Command('npm run proof -- dev')
  .description('Clones the last commit, runs `npm run dev` there, and changes data, contract and code.')
  .option('--in <folder>', 'a clone to use and to edit; by default one is made, and its packages installed')
  .parse()
  .opts<{ in?: string }>();

/** Seconds that a step may take on a busy machine. */
const PATIENCE = 180;
const SDL = 'libs/contract/schema/datasets/daily_metrics.graphql';
const ROUTES = 'apps/api/src/http/health-routes.ts';

/** A measure of its own for each edit of the contract. */
const measure = (name: string, agg: string) =>
  `  "Of the sessions that were closed."\n  ${name}: Int @column(unit: "s") @measure(agg: ${agg}, of: "session_duration_sec")\n`;

await runMain(() =>
  live(async (life) => {
    const tally = new Tally();
    const given = options.in && resolve(process.env.DATAHUB_CWD ?? process.cwd(), options.in);
    const clone = await makeClone(given || undefined);
    life.onEnd(() => clone.remove());
    const ports = { api: await getPort(), reports: await getPort(), dashboard: await getPort() };
    const dev = await startDev(clone.folder, ports);
    life.onEnd(() => dev.stop());
    const { urls } = dev;
    const check = async (name: string, holds: () => Promise<boolean> | boolean, seconds = PATIENCE) => {
      const start = performance.now();
      const held = await until(dev.exit() === null ? seconds : 1, holds);
      const took = ((performance.now() - start) / 1000).toFixed(1);
      if (held) console.log(`${name}: ${took} s`);
      tally.check(name, held, `not within ${took} s`);
    };

    await check('all three answer', () => allAnswer(Object.values(urls)), 900);
    const browser = await openBrowser();
    life.onEnd(() => browser.close());
    const [reports, dashboard] = [await browser.newPage(), await browser.newPage()];
    await reports.goto(urls.reports);
    await dashboard.goto(urls.dashboard);

    const [first, second] = [dayAfterToday(1), dayAfterToday(2)];
    const shows = (day: string) => reports.locator(`time[datetime="${day}"]`).first().isVisible();
    const offers = async (day: string) => (await dashboard.locator(`option[value="${day}"]`).count()) === 1;
    tally.check(
      'no page has a day that nobody has published',
      !(await shows(first)) && !(await offers(first)),
    );
    await publishDay(clone, first);
    await check('a day that is published is on the open page of the reports', () => shows(first));
    await check('… and on the open page of the dashboard', () => offers(first));

    const text = await clone.read(SDL);
    await clone.write(SDL, text.replace(/\n}\s*$/, `\n\n${measure('longest_session', 'MAX')}}\n`));
    await check('a new measure is served', () => serves(urls.api, 'longest_session'));
    const generated = (await clone.touched()).filter((path) =>
      path.includes('libs/contract/src/__generated__/'),
    );
    tally.check('its generators ran', generated.length > 0);
    const raw = await publishDay(clone, second);
    const expected = await largestIn(raw, 'session_duration_sec');
    await check('its value on a day that was published since is right', async () => {
      const rows = await ask(
        urls.api,
        `{ dailyMetrics(from: "${second}", to: "${second}", groupBy: [run_date]) { rows { longest_session } } }`,
      );
      return JSON.stringify(rows) === `{"dailyMetrics":{"rows":[{"longest_session":${expected}}]}}`;
    });
    await check('the reports have its column', async () => {
      await reports.goto(`${urls.reports}/days/${second}/`);
      return reports.getByText('Longest session').first().isVisible();
    });
    await check('the dashboard has its column', async () => {
      await dashboard.goto(urls.dashboard);
      return dashboard.getByText('Longest session').first().isVisible();
    });

    await clone.edit(ROUTES, 'return { status:', "return { edited: 'once', status:");
    await check('an edit of the API is served', async () => (await health(urls.api)).edited === 'once');
    await clone.edit(ROUTES, "edited: 'once'", "edited: 'twice'");
    await check('… and the next one, too', async () => (await health(urls.api)).edited === 'twice');

    dev.listen();
    const good = await clone.read(SDL);
    await clone.write(SDL, `${good}\ntype Half {`);
    await check('a mistake in the SDL is named with its file and line', () =>
      /daily_metrics\.graphql:\d+:\d+ Syntax Error/.test(dev.heard()),
    );
    tally.check('… without a stack', !/│\s+at /.test(dev.heard()));
    tally.check('… and what was there goes on', await allAnswer(Object.values(urls)));
    await clone.write(SDL, good.replace(/\n}\s*$/, `\n\n${measure('shortest_session', 'MIN')}}\n`));
    await check('once it is mended, its measure is served', () => serves(urls.api, 'shortest_session'));

    await browser.close();
    const exit = await dev.interrupt();
    tally.equal('exit code after Ctrl-C', exit?.code ?? null, 0);
    tally.equal('processes that are left', runningIn(clone.folder), []);
    const free = await Promise.all(Object.values(ports).map((port) => portIsFree(port)));
    tally.equal('ports that are free again', free, [true, true, true]);
    return tally.end();
  }),
);

function openBrowser() {
  const executablePath = findChromium(process.env) ?? undefined;
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

function dayAfterToday(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** @returns the file of raw events. */
async function publishDay(clone: ScratchClone, day: string): Promise<string> {
  const raw = join(clone.folder, 'tmp', 'more');
  const sample = ['--days', '1', '--to', day, '--rows-per-day', '500', '--dirt', '0'];
  await clone.npmRun('datahub', 'generate', '--out', raw, ...sample);
  const file = join(raw, `${day}.ndjson.gz`);
  const lake = `file:${join(clone.folder, 'tmp', 'dev', 'lake')}`;
  const what = ['--source', 'product-events', '--input', file, '--date', day];
  await clone.npmRun('datahub', 'publish', ...what, '--lake', lake);
  return file;
}

async function allAnswer(urls: readonly string[]): Promise<boolean> {
  const [api, ...sites] = urls;
  const answers = await Promise.all([`${api}/ready`, ...sites].map((url) => fetch(url)));
  return answers.every(({ ok }) => ok);
}

async function health(api: string): Promise<Record<string, unknown>> {
  return (await (await fetch(`${api}/health`)).json()) as Record<string, unknown>;
}

async function ask(api: string, query: string): Promise<unknown> {
  const answer = await fetch(`${api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await answer.json()) as { data: unknown }).data;
}

async function serves(api: string, field: string): Promise<boolean> {
  const type = await ask(api, '{ __type(name: "Metric") { fields { name } } }');
  return JSON.stringify(type).includes(`"${field}"`);
}
