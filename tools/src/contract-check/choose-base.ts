import { execa } from 'execa';
import { SCHEMA_FOLDER } from './read-revision.ts';

/** Names that the branch everybody builds on may have, the remote's first: the own one may be old. */
const MAIN = ['origin/main', 'main'];

/** Where this branch left main; on main itself the commit before, so that a push is compared with what was there. */
export async function chooseBase(root: string): Promise<string> {
  const head = await git(root, ['rev-parse', 'HEAD']);
  for (const main of MAIN) {
    const fork = await git(root, ['merge-base', 'HEAD', main]);
    if (fork === null || fork === '') continue;
    if (fork !== head) return fork;
    break;
  }
  const dirty = await git(root, ['status', '--porcelain', '--untracked-files=all', '--', SCHEMA_FOLDER]);
  return dirty ? 'HEAD' : 'HEAD~1';
}

/** True where main has a commit; where there is no main, nobody can say that it has not. */
export async function isOnMain(root: string, commit: string): Promise<boolean> {
  for (const main of MAIN) {
    if ((await git(root, ['rev-parse', '--verify', '--quiet', main])) === null) continue;
    return (await git(root, ['merge-base', '--is-ancestor', commit, main])) !== null;
  }
  return true;
}

async function git(root: string, args: readonly string[]): Promise<string | null> {
  const { stdout, failed } = await execa('git', args, { cwd: root, reject: false });
  return failed ? null : stdout.trim();
}
