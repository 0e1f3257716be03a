import { execa } from 'execa';

/** Makes a copy of the workspace a repository whose one commit has the contract: what `contract:check` compares with. */
export async function commitContract(copy: string): Promise<void> {
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=Proof', '-c', 'user.email=proof@example.org', ...args], { cwd: copy });
  await git('init', '-q', '-b', 'main');
  await git('add', 'libs/contract');
  await git('commit', '-q', '-m', 'The contract as it is');
}
