import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../src/bootstrap/with-lock.mjs';

describe('a lock between processes', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'datahub-lock-'));
    path = join(folder, 'deep', 'install.lock');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is gone after the work, and after work that failed', async () => {
    expect(await withLock(path, async () => existsSync(path))).toBe(true);
    expect(existsSync(path)).toBe(false);
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });

  it('keeps others waiting, and tells whom for', async () => {
    const order: string[] = [];
    const waits: number[] = [];
    const first = withLock(path, async () => {
      await sleep(80);
      order.push('first');
    });
    await sleep(20);
    await withLock(path, async () => void order.push('second'), {
      pollMs: 5,
      onWait: (pid) => waits.push(pid),
    });
    await first;
    expect(order).toEqual(['first', 'second']);
    expect(waits).toEqual([process.pid]);
  });

  it('is taken over from a process that is gone', async () => {
    await withLock(path, async () => {});
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(path, String(gone));
    expect(await withLock(path, async () => 'done', { pollMs: 5 })).toBe('done');
  });
});
