import { execa } from 'execa';

/** Names that the branch everybody builds on may have, the remote's first: the own one may be old. */
const MAIN = ['origin/main', 'main'];

/** Where this branch left main; on main itself the commit before, so that a push is compared with what was there. */
export async function chooseBase(root: string): Promise<string> {
  const head = await git(root, ['rev-parse', 'HEAD']);
  const dirty = await git(root, [
    'status',
    '--porcelain',
    '--untracked-files=all',
    '--',
    'libs/contract/schema',
  ]);
  for (const main of MAIN) {
    const fork = await git(root, ['merge-base', 'HEAD', main]);
    if (fork !== null && fork !== '' && fork !== head) return fork;
  }
  return dirty ? 'HEAD' : 'HEAD~1';
}

async function git(root: string, args: readonly string[]): Promise<string | null> {
  const { stdout, failed } = await execa('git', args, { cwd: root, reject: false });
  return failed ? null : stdout.trim();
}
