import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../process/user-error.ts';

/**
 * Takes a folder for this process, until the returned function is called.
 *
 * @throws {UserError} when another process that lives has it.
 */
export async function holdFolder(
  folder: string,
  what: string,
  remedy = 'End it first, or choose another --folder.',
): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'owner.pid');
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
    if (owner && isAlive(owner)) {
      throw new UserError(`${what} runs already in ${folder} (process ${owner}). ${remedy}`, 3);
    }
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
