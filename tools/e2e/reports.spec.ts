import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { findBarriers } from './find-barriers.ts';
import { test } from './hub.ts';

// The reports are documents: everything on them has to be there without a script.
test.use({ javaScriptEnabled: false });

interface Row {
  run_date: string | null;
  region: string | null;
  row_count: number;
  total_revenue: number | null;
}

/** What the API says, to hold pages against. */
async function ask(url: string, groupBy: string[], day?: string): Promise<Row[]> {
  const query = `query ($day: Date, $groupBy: [DailyMetricsDimension!]) {
    dailyMetrics(from: $day, to: $day, groupBy: $groupBy, first: 10000) { rows { run_date region row_count total_revenue } }
  }`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { day, groupBy } }),
  });
  return ((await answer.json()) as { data: { dailyMetrics: { rows: Row[] } } }).data.dailyMetrics.rows;
}

/** Figures as pages write them. */
const count = (value: number) => value.toLocaleString('en-GB');

async function expectSound(page: Page): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('script')).toHaveCount(0);
  expect(await findBarriersWithScripts(page)).toEqual([]);
  for (const svg of await page.locator('svg[role=img]').all()) {
    expect(await svg.locator('title').first().textContent()).not.toBe('');
    expect(await svg.locator('desc').first().textContent()).not.toBe('');
  }
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map((element) => element.id));
  expect(new Set(ids).size).toBe(ids.length);
}

/** The same page where scripts may run: axe waits for timers of the page, which never come without. */
async function findBarriersWithScripts(page: Page): Promise<string[]> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ viewport: page.viewportSize(), javaScriptEnabled: true });
  const other = await context?.newPage();
  if (!other) throw new Error('the page has no browser');
  await other.goto(page.url());
  const barriers = await findBarriers(other);
  await context?.close();
  return barriers;
}

test('the first page says what the API says of the newest day and of the whole', async ({
  page,
  hub,
  reports,
}) => {
  await page.goto(reports.url);
  await expectSound(page);
  const [day] = await ask(hub.api.graphqlUrl, ['run_date'], hub.lastDate);
  const [total] = await ask(hub.api.graphqlUrl, []);
  const rows = page.locator('.key-figures li', { hasText: 'Row count' });
  await expect(rows.locator('data')).toHaveAttribute('value', String(day?.row_count));
  await expect(page.locator('#regions tfoot')).toContainText(count(total?.row_count ?? -1));
  await expect(page.locator('.freshness time').first()).toHaveAttribute('datetime', hub.lastDate);
  // Every measure has a chart of its own over days.
  await expect(page.locator('section[aria-labelledby=trend-title] figure')).toHaveCount(4);
});

test('each day has a page with all its rows, and files of them', async ({ page, hub, reports }) => {
  await page.goto(reports.url);
  await page.locator(`#days a[href="/days/${hub.lastDate}/"]`).click();
  await expectSound(page);
  const stored = await ask(hub.api.graphqlUrl, ['region', 'event_type'], hub.lastDate);
  await expect(page.locator('#table tbody tr')).toHaveCount(stored.length);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(stored.length + 1);
  expect(csv).toMatch(/^run_date,region,event_type,/);
});

test('each region has a page, over all days', async ({ page, hub, reports }) => {
  const regions = await ask(hub.api.graphqlUrl, ['region']);
  await page.goto(reports.url);
  await expect(page.locator('#regions tbody tr')).toHaveCount(regions.length);
  for (const { region, row_count } of regions) {
    await page.goto(reports.url);
    await page
      .locator('#regions')
      .getByRole('link', { name: region ?? '', exact: true })
      .click();
    await expect(page.locator('h1')).toContainText(`${region}: `);
    await expect(page.locator('main tfoot').first()).toContainText(count(row_count));
  }
  await expectSound(page);
});

test('what is not there has a page that says so', async ({ page, reports }) => {
  const answer = await page.goto(`${reports.url}/days/1999-12-31/`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText('There is no such page');
});

test('no page is wider than a phone', async ({ page, hub, reports }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/', `/days/${hub.firstDate}/`]) {
    await page.goto(reports.url + path);
    const { width } = (await page.locator('body').boundingBox()) ?? { width: 0 };
    expect(width).toBe(390);
    const right = await page
      .locator('main > *')
      .evaluateAll((parts) => Math.max(...parts.map((part) => part.getBoundingClientRect().right)));
    expect(right).toBeLessThanOrEqual(390);
  }
});
