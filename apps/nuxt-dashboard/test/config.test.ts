import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../server/config.ts';
import { dashboardError } from '../server/errors.ts';
import { explainProblem } from '../server/hub/explain-problem.ts';

describe('the settings', () => {
  it('have the API on this machine by default', () => {
    expect(parseConfig({})).toEqual({ apiUrl: 'http://127.0.0.1:4000/graphql', apiTimeoutMs: 10_000 });
  });

  it.each([
    ['http://api:4000', 'http://api:4000/graphql'],
    ['http://api:4000/', 'http://api:4000/graphql'],
    ['http://api:4000/graphql', 'http://api:4000/graphql'],
    ['https://hub.example/v1/graphql?tenant=a', 'https://hub.example/v1/graphql?tenant=a'],
  ])('take %s', (given, apiUrl) => {
    expect(parseConfig({ DATA_HUB_API_URL: given }).apiUrl).toBe(apiUrl);
  });

  it('report every problem in one error', () => {
    const read = () => parseConfig({ DATA_HUB_API_URL: 'localhost:4000', DATA_HUB_API_TIMEOUT_MS: 'soon' });
    expect(read).toThrow(/DATA_HUB_API_URL is "localhost:4000".*; DATA_HUB_API_TIMEOUT_MS is "soon"/);
  });

  it('all stand in the README', () => {
    const source = readFileSync(new URL('../server/config.ts', import.meta.url), 'utf8');
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const names = new Set([...source.matchAll(/env\.([A-Z_]+)/g)].map((match) => match[1]));
    expect(names.size).toBe(2);
    for (const name of names) expect(readme).toContain(`| \`${name}\` |`);
  });
});

describe('problems', () => {
  it('each say what to do, and never where the API is', () => {
    for (const code of dashboardError.codes) {
      const error = dashboardError(
        code as Parameters<typeof dashboardError>[0],
        {},
        new Error('http://secret:4000'),
      );
      const problem = explainProblem(error);
      expect(problem?.next).toMatch(/\.$/);
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
  });

  it('that nobody foresaw are not explained', () => {
    expect(explainProblem(new TypeError('x is undefined'))).toBeNull();
  });
});
