import { UserError } from '../process/user-error.ts';
import type { Stack } from '../stack/start-stack.ts';

interface Metrics {
  readonly getMetrics: {
    readonly available_regions: readonly string[];
    readonly metricsForRegion: readonly { readonly event_type: string; readonly event_count: number }[];
  };
}

/**
 * Asks each of the three over HTTP, and looks for what was published in what it says.
 *
 * @throws {UserError} naming everything that is not there.
 * @returns What was found, a line each.
 */
export async function checkDemo(urls: Stack['urls']): Promise<string[]> {
  const { getAvailableDates } = await ask<{ getAvailableDates: string[] }>(
    urls.graphql,
    '{ getAvailableDates }',
  );
  const date = getAvailableDates.at(-1);
  if (date === undefined) throw new UserError(`${urls.graphql} knows no day.`);
  const { available_regions } = (
    await ask<Metrics>(
      urls.graphql,
      'query ($date: String!) { getMetrics(date: $date) { available_regions } }',
      { date },
    )
  ).getMetrics;
  const region = available_regions[0] ?? '';
  const { metricsForRegion } = (
    await ask<Metrics>(
      urls.graphql,
      'query ($date: String!, $region: String!) { getMetrics(date: $date) { metricsForRegion(region: $region) { event_type event_count } } }',
      { date, region },
    )
  ).getMetrics;
  if (metricsForRegion.length === 0)
    throw new UserError(`${urls.graphql} has no figures for ${region} on ${date}.`);
  await expectInPage(urls.reports, [date, region, '<svg', '<table']);
  await expectInPage(urls.dashboard, [date, region, '<svg', '<table']);
  return [
    `The API answers: ${getAvailableDates.length} days, ${available_regions.length} regions on ${date}.`,
    `The reports and the dashboard show ${date} and ${region}, in charts and tables.`,
  ];
}

async function ask<T>(url: string, query: string, variables: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T | null; errors?: { message: string }[] };
  if (!data || errors)
    throw new UserError(`${url} answers with an error: ${errors?.[0]?.message ?? response.status}`);
  return data;
}

async function expectInPage(url: string, wanted: readonly string[]): Promise<void> {
  const response = await fetch(url);
  const html = await response.text();
  const missing = wanted.filter((text) => !html.includes(escapeHtml(text)) && !html.includes(text));
  if (!response.ok) throw new UserError(`${url} answers with status ${response.status}.`);
  if (missing.length > 0) throw new UserError(`${url} does not show ${missing.join(', ')}.`);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;');
}
