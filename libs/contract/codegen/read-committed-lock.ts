import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type ContractLock, EMPTY_LOCK, parseLock } from '../src/lock/index.ts';

const run = promisify(execFile);

/**
 * The lock in the newest commit; an empty one where that has none. Null where there is no git, or nothing was committed.
 *
 * @param folder of the contract
 * @throws CONTRACT_LOCK_INVALID
 */
export async function readCommittedLock(folder: string): Promise<ContractLock | null> {
  const git = async (...args: readonly string[]) => {
    try {
      return (await run('git', [...args], { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
    } catch {
      return null; // git says no in many ways; each means that there is nothing to read
    }
  };
  if ((await git('rev-parse', '--verify', 'HEAD')) === null) return null;
  const text = await git('show', 'HEAD:./contract.lock.json');
  return text === null ? EMPTY_LOCK : parseLock(text);
}
