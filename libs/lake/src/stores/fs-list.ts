import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListOptions, StoredObject } from '../store.ts';
import { isMissing } from './fs-files.ts';

/** Walks a folder in byte order of the keys, and enters no folder that can hold none of them. */
export async function* listFolder(
  root: string,
  prefix: string,
  options: ListOptions,
  isHidden: (name: string) => boolean,
): AsyncGenerator<StoredObject> {
  const after = options.startAfter === undefined ? null : Buffer.from(options.startAfter);

  /** A folder is behind the mark as a whole where even its last possible key is not. */
  const isPassed = (key: string, isFolder: boolean): boolean => {
    if (after === null) return false;
    const bytes = Buffer.from(key);
    if (isFolder && after.subarray(0, bytes.length).equals(bytes)) return false;
    return Buffer.compare(bytes, after) <= 0;
  };

  async function* walk(folder: string): AsyncGenerator<StoredObject> {
    for (const { name, isFolder } of await entriesOf(join(root, folder))) {
      const key = folder + name;
      if (isHidden(name) || isPassed(key, isFolder)) continue;
      if (isFolder) {
        if (key.startsWith(prefix) || prefix.startsWith(key)) yield* walk(key);
      } else if (key.startsWith(prefix)) {
        const object = await describe(root, key);
        if (object !== null) yield object;
      }
    }
  }

  yield* walk(prefix.slice(0, prefix.lastIndexOf('/') + 1));
}

/** A folder is named with its slash: that is what its keys are sorted by (`a-b` comes before `a/b`). */
async function entriesOf(path: string): Promise<{ name: string; isFolder: boolean }[]> {
  let found: Dirent[];
  try {
    found = await readdir(path, { withFileTypes: true });
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
  return found
    .map((entry) => ({ isFolder: entry.isDirectory(), name: entry.name + (entry.isDirectory() ? '/' : '') }))
    .map((entry) => ({ ...entry, bytes: Buffer.from(entry.name) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));
}

async function describe(root: string, key: string): Promise<StoredObject | null> {
  try {
    const found = await stat(join(root, key));
    return found.isFile() ? { key, size: found.size, mtime: found.mtimeMs } : null;
  } catch (cause) {
    if (isMissing(cause)) return null; // deleted since the folder was read
    throw cause;
  }
}
