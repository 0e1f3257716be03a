import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process on this machine runs under the same lock. The lock of a process that
 * is gone is taken over.
 *
 * @template T
 * @param {string} path Lock file; it holds the owner's process id.
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (pid: number) => void, pollMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { onWait, pollMs = 200 } = {}) {
  await mkdir(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}.${randomUUID()}`;
  await writeFile(mine, String(process.pid));
  let waited = false;
  try {
    while (!(await take(mine, path))) {
      const owner = Number(await readFile(path, 'utf8').catch(() => Number.NaN));
      if (owner && !isAlive(owner)) await removeStale(path, owner);
      else {
        if (owner && !waited) onWait?.(owner);
        waited = true;
        await sleep(pollMs);
      }
    }
  } finally {
    await rm(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * @param {string} mine
 * @param {string} path
 */
async function take(mine, path) {
  try {
    // link() fails when the name exists, and the owner's id is inside from the first moment on.
    await link(mine, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @param {number} owner
 */
async function removeStale(path, owner) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return; // somebody else was quicker
  }
  // Between reading and renaming, another process may have taken over: then this was its lock.
  if (Number(await readFile(aside, 'utf8')) !== owner) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
