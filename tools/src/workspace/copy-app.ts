import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { inRoot } from './root.ts';

/** An app whose source can be built or served from a copy. */
export type Copied = 'gatsby-reports' | 'nuxt-dashboard';

/** What builds leave behind, by app: `public` is output of one and source of the other. */
const leftBehind: Readonly<Record<Copied, readonly string[]>> = {
  'gatsby-reports': ['node_modules', '.cache', 'public', 'test', 'test-results'],
  'nuxt-dashboard': ['node_modules', '.nuxt', '.output', 'test', 'test-results'],
};

/**
 * Copies the source of an app, so that its caches and its output belong to whoever asked for the copy.
 *
 * @param folder Inside the workspace, so that packages are found further up. What the copy held goes.
 * @returns The copy: `<folder>/apps/<app>`, as deep as the original, so that its relative paths lead somewhere.
 */
export async function copyApp(app: Copied, folder: string): Promise<string> {
  const copy = join(folder, 'apps', app);
  await rm(copy, { recursive: true, force: true });
  await mkdir(join(folder, 'apps'), { recursive: true });
  await cp(appFolder(app), copy, {
    recursive: true,
    filter: (path) => isCopied(app, relative(appFolder(app), path)),
  });
  await linkOnce(inRoot('libs'), join(folder, 'libs'));
  await linkOnce(inRoot('tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  const ownModules = join(appFolder(app), 'node_modules');
  if (existsSync(ownModules)) await linkModules(ownModules, join(copy, 'node_modules'));
  return copy;
}

/** True for files that a copy has, too. */
export function isCopied(app: Copied, path: string): boolean {
  return !leftBehind[app].includes(path.split(sep)[0] ?? '');
}

export function appFolder(app: Copied): string {
  return inRoot('apps', app);
}

/** Packages that npm put beside the app. Not what tools cache there, in folders with a dot: that is the copy's own. */
async function linkModules(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (!name.startsWith('.')) await linkOnce(join(from, name), join(to, name));
  }
}

async function linkOnce(target: string, path: string): Promise<void> {
  try {
    await symlink(target, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
