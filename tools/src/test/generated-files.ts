import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Text of each generated file by its path. */
export type Files = ReadonlyMap<string, string>;

const generatedFolder = '__generated__';
/** Generated as well, and outside of such a folder: it is not made anew each time, but added to. */
const lockFile = 'contract.lock.json';
const notOurs: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  '.nuxt',
  '.output',
  '.cache',
  'public',
]);

/** Reads what lies in every folder `__generated__` under `folder`, and the contract's lock. */
export async function readGenerated(folder: string, inside = false): Promise<Files> {
  const files = new Map<string, string>();
  for (const entry of await list(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !notOurs.has(entry.name)) {
      const inner = await readGenerated(path, inside || entry.name === generatedFolder);
      for (const [name, text] of inner) files.set(name, text);
    } else if ((inside || entry.name === lockFile) && entry.isFile()) {
      files.set(path, await readFile(path, 'utf8'));
    }
  }
  return files;
}

/** Paths that are only in one of both, or differ. Sorted. */
export function differingFiles(before: Files, after: Files): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Makes `paths` what they were `before`. */
export async function restoreFiles(paths: readonly string[], before: Files): Promise<void> {
  for (const path of paths) {
    const text = before.get(path);
    if (text === undefined) await rm(path, { force: true });
    else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
}

async function list(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true });
}
