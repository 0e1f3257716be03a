import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What stands for the content of each file: when it was written, and its size. */
type State = ReadonlyMap<string, string>;

const neverSource: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  '.cache',
  '.nuxt',
  '.output',
  'test-results',
]);

/**
 * Calls `onChange` with the paths that changed under some folders, once they are quiet; never twice at the same
 * time. A path may be gone by then.
 *
 * It looks, every half second, instead of asking the system to tell: `fs.watch` throws out of its own callback
 * when a folder comes and goes quickly, and says nothing on some file systems.
 *
 * @returns A function that ends it.
 */
export async function watchSources(
  folders: readonly string[],
  onChange: (paths: readonly string[]) => Promise<void>,
  intervalMs = 500,
): Promise<() => void> {
  const end = new AbortController();
  let seen = await scan(folders);
  const watch = async () => {
    while (!end.signal.aborted) {
      await sleep(intervalMs, undefined, { signal: end.signal });
      const now = await settle(folders, seen, intervalMs / 5);
      const paths = changedPaths(seen, now);
      seen = now;
      if (paths.length > 0) await onChange(paths);
    }
  };
  watch().catch((error) => {
    if (!end.signal.aborted) throw error;
  });
  return () => end.abort();
}

/** Looks again until two looks in a row agree, so that a save of many files is one change. */
async function settle(folders: readonly string[], before: State, quietMs: number): Promise<State> {
  for (let last = before; ; await sleep(quietMs)) {
    const now = await scan(folders);
    if (changedPaths(last, now).length === 0) return now;
    last = now;
  }
}

function changedPaths(before: State, after: State): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

async function scan(folders: readonly string[]): Promise<State> {
  const found = await Promise.all(folders.map(filesUnder));
  const states = await Promise.all(found.flat().map(async (path) => [path, await stateOf(path)] as const));
  return new Map(states.filter((entry): entry is [string, string] => entry[1] !== null));
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(ifGone([]));
  const inner = entries
    .filter((entry) => !neverSource.has(entry.name))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    });
  return (await Promise.all(inner)).flat();
}

async function stateOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(ifGone(null));
  return found && `${found.mtimeMs} ${found.size}`;
}

/** What was there a moment ago may be gone: any other error is one. */
function ifGone<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
