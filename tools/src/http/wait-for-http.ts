import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../process/start-program.ts';
import { UserError } from '../process/user-error.ts';

/**
 * Waits until an address answers with a good status, or with any. Fails at once, with what it wrote last, when the program
 * that should answer ends before.
 */
export async function waitForHttp(
  url: string,
  program: Program,
  { timeoutMs = 60_000, anyStatus = false }: { timeoutMs?: number; anyStatus?: boolean } = {},
): Promise<void> {
  let ended = false;
  void program.exited.then(() => {
    ended = true;
  });
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    if (ended) throw new UserError(`${program.name} ended before it answered:\n${program.tail()}`);
    if (await answers(url, anyStatus)) return;
    await sleep(100);
  }
  throw new UserError(
    `${program.name} does not answer at ${url} after ${timeoutMs / 1000} s:\n${program.tail()}`,
  );
}

async function answers(url: string, anyStatus: boolean): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return anyStatus || response.ok;
  } catch {
    return false; // not up yet: the caller counts the time
  }
}
