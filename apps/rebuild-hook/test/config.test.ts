import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseLambdaConfig, parseWatchConfig, settings } from '../src/config.ts';
import { hookError } from '../src/index.ts';

const env = { HUB_LAKE: 'file:./lake', BUILD_HOOK_URL: 'https://example.org/hooks/1' };

describe('the configuration', () => {
  it('needs a lake and a hook, and has defaults for the rest', () => {
    const hook = { url: 'https://example.org/hooks/1', timeoutMs: 10_000, retries: 4, backoffMs: 500 };
    expect(parseLambdaConfig(env)).toEqual({ lake: 'file:./lake', keyPrefix: '', hook });
    expect(parseWatchConfig(env)).toEqual({ lake: 'file:./lake', hook, intervalMs: 1_000, settleMs: 500 });
  });

  it('takes what is set', () => {
    expect(
      parseLambdaConfig({
        ...env,
        LAKE_KEY_PREFIX: 'lakes/prod/',
        BUILD_HOOK_RETRIES: '0',
        BUILD_HOOK_TIMEOUT_MS: '1500',
      }),
    ).toMatchObject({ keyPrefix: 'lakes/prod/', hook: { retries: 0, timeoutMs: 1_500 } });
    expect(parseWatchConfig({ ...env, WATCH_INTERVAL_MS: '50', WATCH_SETTLE_MS: '' })).toMatchObject({
      intervalMs: 50,
      settleMs: 500,
    });
  });

  it('is described in the readme, every variable', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const described = [...readme.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
    expect(described.sort()).toEqual([...new Set([...settings.lambda, ...settings.watch])].sort());
  });

  it('tells every problem at once', () => {
    const wrong = {
      HUB_LAKE: 'gs://bucket',
      BUILD_HOOK_URL: 'ftp://example.org',
      BUILD_HOOK_RETRIES: 'many',
      LAKE_KEY_PREFIX: '/lakes',
    };
    const error = (() => {
      try {
        return parseLambdaConfig(wrong);
      } catch (reason) {
        return reason;
      }
    })();
    expect(error).toMatchObject({ code: 'HOOK_CONFIG_INVALID', exitCode: 2 });
    for (const name of Object.keys(wrong)) expect((error as Error).message).toContain(`\n  ${name}: `);
    expect(() => parseWatchConfig({})).toThrow('HUB_LAKE: is not set\n  BUILD_HOOK_URL: is not set');
  });
});

describe('errors', () => {
  it('have codes of one family, and each its own', () => {
    expect(hookError.codes.filter((code) => !/^HOOK_[A-Z_]+$/.test(code))).toEqual([]);
    expect(new Set(hookError.codes).size).toBe(hookError.codes.length);
  });
});
