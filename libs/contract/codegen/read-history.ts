import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isCodedError } from '../src/errors.ts';
import { type LockEntry, readEntries } from '../src/lock/index.ts';

export const LOCK_FILE = 'contract.lock.json';

/** Names of the branch that everybody builds on, the remote's first: the own one may be old, or ahead. */
const MAIN = ['refs/remotes/origin/main', 'refs/heads/main'];

const run = promisify(execFile);

/** Null where git refuses: it says no in many ways, and each means that there is nothing to read. */
type Git = (...args: readonly string[]) => Promise<string | null>;

/**
 * The entries of main's lock where this branch left main, or last took main in; under way with a merge, where it will
 * have. What a branch adds to the lock is no history until main has it. Without a main, what is committed; without git,
 * what lies in the folder.
 *
 * @param folder of the contract
 * @throws CONTRACT_LOCK_INVALID where there is no git, and the file cannot be read
 */
export async function readHistory(folder: string): Promise<readonly LockEntry[]> {
  const git: Git = (...args) =>
    run('git', [...args], { cwd: folder, maxBuffer: 64 * 1024 * 1024 }).then(
      ({ stdout }) => stdout.trim(),
      () => null,
    );
  const commit = await findFork(git);
  return commit === null ? readFolder(folder) : readLine(git, commit);
}

/** Null where nothing was committed, or there is no git. */
async function findFork(git: Git): Promise<string | null> {
  const merging = (await git('rev-parse', '--verify', '--quiet', 'MERGE_HEAD')) !== null;
  // Of several commits git takes the merge that they would make.
  const heads = merging ? ['HEAD', 'MERGE_HEAD'] : ['HEAD'];
  for (const main of MAIN) {
    const fork = await git('merge-base', main, ...heads);
    if (fork) return fork;
  }
  return git('rev-parse', '--verify', '--quiet', 'HEAD');
}

/** The newest lock up to a commit that can be read: where somebody broke it, codegen is what mends it. */
async function readLine(git: Git, commit: string): Promise<readonly LockEntry[]> {
  const changes = (await git('rev-list', '--first-parent', commit, '--', LOCK_FILE)) ?? '';
  for (const change of changes.split('\n').filter((line) => line !== '')) {
    const text = await git('show', `${change}:./${LOCK_FILE}`);
    const entries = text === null ? null : tryEntries(text);
    if (entries !== null) return entries;
  }
  return [];
}

function tryEntries(text: string): readonly LockEntry[] | null {
  try {
    return readEntries(text);
  } catch (error) {
    if (isCodedError(error)) return null;
    throw error;
  }
}

async function readFolder(folder: string): Promise<readonly LockEntry[]> {
  try {
    return readEntries(await readFile(join(folder, LOCK_FILE), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
