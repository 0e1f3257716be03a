import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { publishSample } from '../src/stack/publish-sample.ts';
import { startApi } from '../src/stack/start-api.ts';
import { startDashboard } from '../src/stack/start-dashboard.ts';
import { expect, test } from './hub.ts';

test('an open page follows the hub: nothing, a first day, an API that is down, and back', async ({
  page,
  hub,
}) => {
  const folder = join(hub.folder, 'live');
  const lake = `file:${join(folder, 'lake')}`;
  await mkdir(join(folder, 'lake'), { recursive: true });
  const [apiPort, port] = [await getPort(), await getPort()];
  let api = await startApi({ lake, port: apiPort });
  const dashboard = await startDashboard({ apiUrl: api.graphqlUrl, port, folder: join(folder, 'dashboard') });

  await page.goto(dashboard.url);
  await expect(page.getByRole('status')).toContainText('Nothing has been published yet.');
  const firstLoad = await page.evaluate(() => performance.timeOrigin);

  const sample = { days: 2, seed: 3, rowsPerDay: 500, regions: 2, dirt: 0 };
  const { to } = await publishSample({ sample, rawFolder: join(folder, 'raw'), lake, cwd: folder });
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(longDate(to), {
    timeout: 20_000,
  });

  await api.program.stop();
  const warning = page.getByRole('status').filter({ hasText: 'The API could not be reached' });
  await expect(warning).toContainText('These figures were read', { timeout: 20_000 });
  await expect(page.getByRole('table')).toBeVisible();

  api = await startApi({ lake, port: apiPort });
  await expect(warning).toHaveCount(0, { timeout: 20_000 });
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was never loaded again').toBe(
    firstLoad,
  );

  await dashboard.program.stop();
  await api.program.stop();
});

test('the choosers work without a script, and so does the switch of colours', async ({
  browser,
  dashboard,
  hub,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${dashboard.url}/?span=7`);
  await page.getByLabel('Region', { exact: true }).selectOption(hub.regions[0] ?? '');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/span=7/);
  await expect(page.getByLabel('Region', { exact: true })).toHaveValue(hub.regions[0] ?? '');
  await expect(page.locator('main svg').first()).toBeVisible();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page).toHaveURL(/span=7/);
  await context.close();
});

test('nothing on the page is refused by its own policy, nor drawn twice', async ({ page, dashboard }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const response = await page.goto(dashboard.url, { waitUntil: 'networkidle' });
  expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
  await page.getByRole('link', { name: 'In all' }).click();
  await expect(page).toHaveURL(/split=total/);
  await page.getByRole('group', { name: /^Chart/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('figure [aria-live]')).toContainText(': All ');
  expect(complaints).toEqual([]);
});

test('what was built runs wherever it is copied, and names no address of the API', async ({
  hub,
  request,
}) => {
  const port = await getPort();
  const folder = join(hub.folder, 'elsewhere');
  const dashboard = await startDashboard({ apiUrl: hub.api.url, port, folder });
  const html = await (await request.get(dashboard.url)).text();
  expect(html).toContain(`value="${hub.lastDate}"`);
  expect(html).not.toContain(new URL(hub.api.url).host);
  await dashboard.program.stop();
});

function longDate(date: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });
  return format.format(new Date(`${date}T00:00:00Z`));
}
