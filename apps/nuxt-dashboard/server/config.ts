import { dashboardError } from './errors.ts';

/** Settings of the dashboard's server. HOST and PORT are read by Nitro itself. */
export interface DashboardConfig {
  /** The API's GraphQL address. */
  readonly apiUrl: string;
  /** Milliseconds that one question to the API may take. */
  readonly apiTimeoutMs: number;
}

/** Reads the environment; reports every problem in one error. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): DashboardConfig {
  const problems: string[] = [];
  const apiUrl = parseApiUrl(env.DATA_HUB_API_URL || 'http://127.0.0.1:4000/graphql', problems);
  const apiTimeoutMs = Number(env.DATA_HUB_API_TIMEOUT_MS || 10_000);
  if (!Number.isInteger(apiTimeoutMs) || apiTimeoutMs < 1 || apiTimeoutMs > 600_000) {
    problems.push(
      `DATA_HUB_API_TIMEOUT_MS is "${env.DATA_HUB_API_TIMEOUT_MS}"; it must be a whole number from 1 to 600000`,
    );
  }
  if (problems.length > 0)
    throw dashboardError('DASHBOARD_CONFIG_INVALID', { problems: problems.join('; ') });
  return { apiUrl, apiTimeoutMs };
}

/** An address without a path means the API's usual one. */
function parseApiUrl(text: string, problems: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    problems.push(
      `DATA_HUB_API_URL is "${text}"; it must be an http or https address, such as http://127.0.0.1:4000/graphql`,
    );
    return text;
  }
  if (url.pathname === '/') url.pathname = '/graphql';
  return url.href;
}
