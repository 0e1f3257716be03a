import { join } from 'node:path';
import getPort from 'get-port';
import { startDashboard } from '../src/stack/start-dashboard.ts';
import { findBarriers, overflow } from './find-barriers.ts';
import { expect, test } from './hub.ts';

const whole = new Intl.NumberFormat('en-US');

test('what the server sends has the figures in a table and a chart', async ({ request, dashboard, hub }) => {
  const html = await (await request.get(dashboard.url)).text();
  expect(html).toContain(`value="${hub.lastDate}"`);
  expect(html).toContain(whole.format(hub.events.get(hub.lastDate) ?? 0));
  expect(html).toMatch(/<main[\s\S]*<svg[\s\S]*<table/);
});

test('a day and a region are chosen, stand in the address, and survive a reload', async ({
  page,
  dashboard,
  hub,
}) => {
  const [region = ''] = hub.regions;
  const count = whole.format(hub.events.get(`${hub.firstDate}/${region}`) ?? 0);
  await page.goto(dashboard.url);
  await page.getByLabel('Day', { exact: true }).selectOption(hub.firstDate);
  await expect(page).toHaveURL(new RegExp(`date=${hub.firstDate}`));
  await page.getByLabel('Region', { exact: true }).selectOption(region);
  await expect(page).toHaveURL(new RegExp(`region=${region}`));
  await expect(page.locator('main')).toContainText(count);
  await page.reload();
  await expect(page.getByLabel('Region', { exact: true })).toHaveValue(region);
  await expect(page.locator('main')).toContainText(count);
  await page.goBack();
  await expect(page.getByLabel('Region', { exact: true })).toHaveValue('');
});

test('the table shows every kind of event of a region', async ({ page, dashboard, hub }) => {
  const [region = ''] = hub.regions;
  await page.goto(`${dashboard.url}/?date=${hub.lastDate}&region=${region}`);
  const prefix = `${hub.lastDate}/${region}/`;
  const kinds = [...hub.events].filter(([key]) => key.startsWith(prefix));
  expect(kinds.length).toBeGreaterThan(3);
  for (const [key, count] of kinds) {
    const name = key.slice(prefix.length);
    const row = page.locator('main table').getByRole('row').filter({ hasText: name });
    await expect(row).toContainText(whole.format(count));
  }
});

test('a day that nobody published says so', async ({ page, dashboard }) => {
  await page.goto(`${dashboard.url}/?date=1999-01-01`);
  await expect(page.locator('main')).toContainText(/1999|no data|nothing/i);
  await expect(page.getByLabel('Day', { exact: true })).toBeVisible();
});

test('it survives an API that is down', async ({ page, hub }) => {
  const alone = await startDashboardAt(
    `http://127.0.0.1:${await getPort()}/graphql`,
    join(hub.folder, 'alone'),
  );
  const response = await page.goto(alone.url);
  expect(response?.status()).toBe(503);
  await expect(page.getByRole('status').filter({ hasText: 'cannot be shown' })).toBeVisible();
  await alone.program.stop();
});

for (const width of [1440, 390]) {
  test(`no barriers, and nothing wider than the window, at ${width} px`, async ({ page, dashboard, hub }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['/', `/?date=${hub.firstDate}&region=${hub.regions[0]}`, '/?span=7&table=day']) {
      await page.goto(dashboard.url + path);
      expect(await findBarriers(page), path).toEqual([]);
      expect(await overflow(page), path).toBe(0);
    }
  });
}

async function startDashboardAt(apiUrl: string, folder: string) {
  return startDashboard({ apiUrl, folder, port: await getPort() });
}
