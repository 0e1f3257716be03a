import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import getPort from 'get-port';
import { type Program, startProgram } from '../src/process/start-program.ts';
import { datahub } from '../src/stack/datahub-command.ts';
import { inRoot, root } from '../src/workspace/root.ts';

test.describe.configure({ timeout: 600_000 });

let folder: string;

test.beforeEach(async () => {
  await mkdir(inRoot('tmp'), { recursive: true });
  folder = await mkdtemp(inRoot('tmp', 'e2e-demo-'));
});

test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('a day that is published while the demo runs appears on the reports and on the dashboard by itself', async ({
  page,
}) => {
  const ports = { api: await getPort(), reports: await getPort(), dashboard: await getPort() };
  const demo = await startDemo(ports);
  await expect.poll(() => demo.tail(), { timeout: 420_000 }).toMatch(/Ctrl-C stops everything|exit/);
  const [reports, dashboard] = [`http://localhost:${ports.reports}/`, `http://localhost:${ports.dashboard}/`];

  const today = new Date().toISOString().slice(0, 10);
  await page.goto(reports);
  await expect(page.locator(`time[datetime="${today}"]`)).toHaveCount(0);
  await publishDay(today);

  await expect(async () => {
    await page.goto(reports);
    await expect(page.locator(`time[datetime="${today}"]`).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 180_000 });
  await page.goto(dashboard);
  await expect(page.locator(`option[value="${today}"]`)).toHaveCount(1);

  await demo.stop(15_000);
  expect(await demo.exited).toEqual({ code: 0, signal: null });
  expect(runningUnder(folder)).toEqual([]);
});

test('broken input gives one clear line, the exit code of the publisher, and starts nothing', async () => {
  const args = [
    '--source',
    'product-events',
    '--input',
    'nowhere/{date}.ndjson',
    '--from',
    '2023-10-01',
    '--to',
    '2023-10-02',
  ];
  const demo = await startDemo(
    { api: await getPort(), reports: await getPort(), dashboard: await getPort() },
    args,
  );
  expect(await demo.exited).toEqual({ code: 66, signal: null });
  expect(demo.tail().split('\n').at(-1)).toMatch(/^INPUT_\w+: .*nowhere/);
});

function startDemo(ports: Record<string, number>, args: readonly string[] = []): Promise<Program> {
  const options = Object.entries(ports).flatMap(([name, port]) => [`--${name}-port`, String(port)]);
  const bootstrap = inRoot('tools', 'bootstrap.mjs');
  return startProgram(
    'demo',
    process.execPath,
    [bootstrap, 'demo', '--folder', relative(root, folder), ...options, ...args],
    {
      cwd: root,
    },
  );
}

async function publishDay(day: string): Promise<void> {
  const raw = join(folder, 'more');
  await datahub(['generate', '--out', raw, '--days', '1', '--to', day, '--rows-per-day', '500'], {
    cwd: root,
  });
  const input = join(raw, '{date}.ndjson.gz');
  const lake = `file:${join(folder, 'lake')}`;
  await datahub(['publish', '--source', 'product-events', '--input', input, '--date', day, '--lake', lake], {
    cwd: root,
  });
}

/** Command lines of processes that still work in a folder. */
function runningUnder(path: string): string[] {
  const list = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return list.split('\n').filter((line) => line.includes(path));
}
