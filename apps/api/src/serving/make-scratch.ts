import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** `datahub-api-<machine>-<process>-`: containers may share the folder, where each has a process 1. */
const PREFIX = `datahub-api-${hostname().replaceAll(/[^\w]/g, '_')}-`;

/**
 * Makes a folder of this process's own, and removes those of processes that were killed before they could.
 * @param parent folder for temporary files
 */
export async function makeScratch(parent: string): Promise<string> {
  const scratch = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  const names = (await readdir(parent)).filter((name) => name.startsWith(PREFIX));
  const left = names.filter((name) => {
    const pid = /^(\d+)-[^-]+$/.exec(name.slice(PREFIX.length))?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  // Another that starts at the same time may be quicker; what belongs to another user stays.
  await Promise.allSettled(left.map((name) => rm(join(parent, name), { recursive: true, force: true })));
  return scratch;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // asks, and sends nothing
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'; // EPERM: it lives, and is somebody else's
  }
}
