import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { clientError, serverError } from '../src/errors.ts';

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(parseConfig({})).toEqual({
      lake: 'file:./lake',
      host: '127.0.0.1',
      port: 4000,
      logLevel: 'info',
      pollMs: 1000,
      keepVersionsMs: 120_000,
      queries: 3,
      usage: resolve('.datahub/usage'),
      graphiql: true,
      introspection: true,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseConfig({ PORT: '', HUB_LAKE: ' ' })).toEqual(parseConfig({}));
  });

  it('turns what is for developers off in production', () => {
    expect(parseConfig({ NODE_ENV: 'production' })).toMatchObject({ graphiql: false, introspection: false });
  });

  it('keeps no counts of use where it is told so', () => {
    expect(parseConfig({ HUB_USAGE: 'off' }).usage).toBeNull();
    expect(parseConfig({ HUB_USAGE: '/var/lib/usage' }).usage).toBe('/var/lib/usage');
  });

  it('tells all mistakes at once', () => {
    const parse = () =>
      parseConfig({
        PORT: '70000',
        HUB_LAKE: 'ftp://lake',
        LOG_LEVEL: 'loud',
        HUB_POLL_MS: '1e3',
        HOST: 'h',
        HUB_USAGE: 's3://bucket/usage',
      });
    expect(parse).toThrow(
      /HUB_LAKE="ftp:\/\/lake": .*\n.*PORT="70000": must be .* from 0 to 65535\n.*LOG_LEVEL="loud".*\n.*HUB_POLL_MS="1e3".*\n.*HUB_USAGE="s3:\/\/bucket\/usage": must be a folder/,
    );
    expect(parse).toThrow(expect.objectContaining({ code: 'API_CONFIG_INVALID', exitCode: 2 }));
  });
});

describe('the error codes', () => {
  it('are each in one catalogue only', () => {
    const codes = [...clientError.codes, ...serverError.codes];
    expect(new Set(codes).size).toBe(codes.length);
  });
});
