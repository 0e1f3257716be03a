import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { readSpecimen } from './read-specimen.ts';

/** A git repository with the specimen as its contract, committed. */
export interface ScratchRepository {
  readonly root: string;
  /** Replaces a piece of a file below `libs/contract/schema`; the piece must be there. */
  edit(path: string, from: string, to: string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  commit(): Promise<void>;
  remove(): Promise<void>;
}

export async function scratchRepository(): Promise<ScratchRepository> {
  const root = await mkdtemp(join(tmpdir(), 'contract-'));
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: root });
  const files = new Map(readSpecimen().map(({ path, text }) => [path, text]));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const commit = async () => {
    await git('add', '-A');
    await git('commit', '-q', '-m', 'A state');
  };
  for (const [path, text] of files) await write(`libs/contract/schema/${path}`, text);
  await write('package.json', '{ "private": true, "workspaces": [] }\n');
  await git('init', '-q', '-b', 'main');
  await commit();
  return {
    root,
    write,
    commit,
    edit: async (path, from, to) => {
      const text = files.get(path);
      if (!text?.includes(from)) throw new Error(`${path} does not have ${from}.`);
      files.set(path, text.replace(from, to));
      await write(`libs/contract/schema/${path}`, text.replace(from, to));
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
