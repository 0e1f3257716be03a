import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { SchemaFile } from '@datahub/contract/compile';
import { execa } from 'execa';
import { UserError } from '../process/user-error.ts';

/** Where the SDL lies in the repository. */
export const SCHEMA_FOLDER = 'libs/contract/schema';

const isSchema = (path: string) => /\.(graphql|sql)$/.test(path);

/** The SDL of the working tree, edits that are not committed included. */
export async function readWorkingTree(root: string): Promise<SchemaFile[]> {
  const folder = join(root, SCHEMA_FOLDER);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.filter(isSchema).map(async (path) => ({
      path: relative(folder, path).replaceAll('\\', '/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}

/**
 * The commit that a revision names.
 * @throws UserError where git does not know it.
 */
export async function resolveRevision(root: string, revision: string): Promise<string> {
  const { stdout, failed } = await git(root, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (failed) {
    throw new UserError(
      `git does not know the revision "${revision}". It may lie outside of a shallow clone: fetch it first (in CI: a checkout with fetch-depth: 0), or name another with --base.`,
      2,
    );
  }
  return stdout.trim();
}

/** The SDL as a commit has it; empty where that commit has none. */
export async function readRevision(root: string, commit: string): Promise<SchemaFile[]> {
  const { stdout } = await git(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', SCHEMA_FOLDER]);
  const paths = stdout.split('\0').filter((path) => path !== '' && isSchema(path));
  return Promise.all(
    paths.map(async (path) => ({
      path: path.slice(SCHEMA_FOLDER.length + 1),
      text: (await readFileAt(root, commit, path)) ?? '',
    })),
  );
}

/** A file as a commit has it; null where there is none. */
export async function readFileAt(root: string, commit: string, path: string): Promise<string | null> {
  const { stdout, failed } = await git(root, ['show', `${commit}:${path}`]);
  return failed ? null : stdout;
}

/** Lines below a folder that a commit does not have, by file; files that git does not know yet are new as a whole. */
export async function addedLines(
  root: string,
  commit: string,
  folder: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = ['diff', '--name-only', '-z', '--no-renames', '--diff-filter=AM', commit, '--', folder];
  const changed = await git(root, names);
  const fresh = await git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', folder]);
  const lines = new Map<string, readonly string[]>();
  for (const path of changed.stdout.split('\0').filter(Boolean)) {
    const { stdout } = await git(root, [
      'diff',
      '--unified=0',
      '--no-renames',
      '--no-color',
      commit,
      '--',
      path,
    ]);
    lines.set(
      path,
      stdout
        .split('\n')
        .filter((line) => /^\+(?!\+\+ )/.test(line))
        .map((line) => line.slice(1)),
    );
  }
  for (const path of fresh.stdout.split('\0').filter(Boolean)) {
    lines.set(path, (await readFile(join(root, path), 'utf8')).split('\n'));
  }
  return lines;
}

function git(root: string, args: readonly string[]) {
  return execa('git', args, { cwd: root, reject: false, stripFinalNewline: false });
}
