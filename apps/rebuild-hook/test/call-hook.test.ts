import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { callHook, longestCall } from '../src/call-hook.ts';
import type { Rebuild } from '../src/rebuild.ts';
import { type Answer, type HookServer, hookServer } from './hook-server.ts';

const rebuild: Rebuild = {
  dataset: 'daily_metrics',
  version: 12,
  run_dates: ['2023-10-26', '2023-10-27'],
  wire_hash: 'aa',
  storage_hash: 'bb',
  run_id: 'run-1',
};
const quick = { timeoutMs: 5_000, retries: 3, backoffMs: 1 };

describe('calling the build hook', () => {
  let server: HookServer | undefined;
  afterEach(() => server?.close());
  const against = async (answers: readonly Answer[], more: Partial<typeof quick> = {}) => {
    server = await hookServer(answers);
    const done = callHook({ ...quick, ...more, url: server.url }, rebuild);
    return { done, calls: server.calls };
  };

  it('posts the version as JSON', async () => {
    const { done, calls } = await against([202]);
    await done;
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/hooks/s3cret',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'daily_metrics/00000000000000000012-run-1',
      },
      body: {
        dataset: 'daily_metrics',
        version: 12,
        run_dates: ['2023-10-26', '2023-10-27'],
        wire_hash: 'aa',
        storage_hash: 'bb',
        run_id: 'run-1',
      },
    });
  });

  it.each([500, 502, 503, 408, 429])('tries again after %i', async (status) => {
    const { done, calls } = await against([status, status, 200]);
    await done;
    expect(calls).toHaveLength(3);
  });

  it.each([400, 401, 404, 410])(
    'takes %i for final, and keeps the secret address to itself',
    async (status) => {
      const { done, calls } = await against([status]);
      const error = await done.catch((reason: Error) => reason);
      expect(error).toMatchObject({
        code: 'HOOK_REFUSED',
        details: { status, dataset: 'daily_metrics', version: 12 },
      });
      expect((error as Error).message).toContain(`HTTP ${status}. answered ${status}`);
      expect(JSON.stringify(error) + String(error)).not.toContain('s3cret');
      expect(calls).toHaveLength(1);
    },
  );

  it('gives up after its retries', async () => {
    const { done, calls } = await against([503]);
    await expect(done).rejects.toMatchObject({ code: 'HOOK_REFUSED', details: { status: 503 } });
    expect(calls).toHaveLength(4);
  });

  it('does not wait for a hook that hangs, and tries it again', async () => {
    const { done, calls } = await against(['hang', 200], { timeoutMs: 1_000 });
    await done;
    expect(calls).toHaveLength(2);
  });

  it('says that there was no answer', async () => {
    const { done } = await against(['hang'], { timeoutMs: 50, retries: 1 });
    await expect(done).rejects.toMatchObject({
      code: 'HOOK_FAILED',
      details: { reason: 'no answer within 50 ms' },
    });
  });

  it('says that nobody listens', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const url = `http://127.0.0.1:${port}/hook`;
    await expect(callHook({ ...quick, retries: 1, url }, rebuild)).rejects.toMatchObject({
      code: 'HOOK_FAILED',
      details: { reason: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it('stops at once when it is told to', async () => {
    server = await hookServer([503]);
    const stop = new AbortController();
    const done = callHook({ ...quick, backoffMs: 60_000, url: server.url }, rebuild, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(done).rejects.toThrow();
    expect(server.calls.length).toBeLessThan(2);
  });

  it('knows how long it can take', () => {
    // 4 attempts of 5 s, and 500, 1,000 and 2,000 ms between them.
    expect(longestCall({ url: 'http://x', timeoutMs: 5_000, retries: 3, backoffMs: 500 })).toBe(23_500);
    expect(longestCall({ url: 'http://x', timeoutMs: 5_000, retries: 0, backoffMs: 500 })).toBe(5_000);
  });
});
