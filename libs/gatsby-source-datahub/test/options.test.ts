import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { type PluginOptions, pluginOptionsSchema, readConfig } from '../src/options.ts';

// The Joi that Gatsby hands to plugins.
const { Joi } = createRequire(import.meta.url)('gatsby-plugin-utils') as { Joi: never };

function check(options: object) {
  return pluginOptionsSchema({ Joi }).validate(options);
}

describe('pluginOptionsSchema', () => {
  it('needs nothing, and fills in the rest', () => {
    expect(check({})).toEqual({ value: { pageSize: 5000, timeoutMs: 30_000, retries: 3, headers: {} } });
  });

  it.each([
    [{ url: 'ftp://hub' }, '"url"'],
    [{ pageSize: 10_001 }, '"pageSize"'],
    [{ datasets: [] }, '"datasets"'],
    [{ timeoutMs: 'soon' }, '"timeoutMs"'],
    [{ retires: 3 }, '"retires" is not allowed'],
  ])('refuses %o', (options, message) => {
    expect(check(options).error?.message).toContain(message);
  });
});

describe('readConfig', () => {
  const options: PluginOptions = { pageSize: 5, timeoutMs: 5, retries: 0, headers: {} };

  it('takes the address of the options before that of the environment', () => {
    const given = { ...options, url: 'https://hub.example/api' };
    expect(readConfig(given, { DATA_HUB_API_URL: 'http://other' }).url.href).toBe('https://hub.example/api');
  });

  it.each([
    'http://127.0.0.1:4000',
    'http://127.0.0.1:4000/',
    'http://127.0.0.1:4000/graphql',
    ' http://127.0.0.1:4000 ',
  ])('finds the endpoint of %s', (address) => {
    expect(readConfig(options, { DATA_HUB_API_URL: address }).url.href).toBe('http://127.0.0.1:4000/graphql');
  });

  it('says what to set where there is no address', () => {
    expect(() => readConfig(options, {})).toThrow(/set DATA_HUB_API_URL.*npm run api/);
    expect(() => readConfig(options, { DATA_HUB_API_URL: ' ' })).toThrow(/set DATA_HUB_API_URL/);
  });

  it('says what is wrong with an address', () => {
    expect(() => readConfig(options, { DATA_HUB_API_URL: 'localhost:4000' })).toThrow(
      /DATA_HUB_API_URL is not an http\(s\) address: localhost:4000/,
    );
  });
});
