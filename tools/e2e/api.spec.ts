import { expect, test } from './hub.ts';

test('answers the clients that were there before, unchanged', async ({ request, hub }) => {
  const query = `query ($date: String!, $region: String!) {
    getMetrics(date: $date) {
      run_date
      available_regions
      metricsForRegion(region: $region) { event_type event_count avg_session_duration total_revenue }
    }
  }`;
  const [region = ''] = hub.regions;
  const response = await request.post(hub.api.graphqlUrl, {
    data: { query, variables: { date: hub.lastDate, region } },
  });
  const { data } = await response.json();
  expect(data.getMetrics).toMatchObject({ run_date: hub.lastDate, available_regions: hub.regions });
  const counted = data.getMetrics.metricsForRegion.map(
    (row: { event_type: string; event_count: number }) =>
      [`${hub.lastDate}/${region}/${row.event_type}`, row.event_count] as const,
  );
  for (const [key, count] of counted) expect(count, key).toBe(hub.events.get(key) ?? 0);
  expect(counted.length).toBeGreaterThan(3);
});

test('GraphiQL asks and answers', async ({ page, hub }) => {
  const query = encodeURIComponent('{ getAvailableDates }');
  await page.goto(`${hub.api.url}/graphiql?query=${query}`);
  await page.getByRole('button', { name: /execute/i }).click();
  await expect(page.getByLabel(/result/i)).toContainText(hub.lastDate);
});
