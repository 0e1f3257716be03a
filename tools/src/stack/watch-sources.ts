import { watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Calls `onChange` with the paths that changed under some folders, a moment after the last change; never twice
 * at the same time.
 *
 * @returns A function that ends it.
 */
export function watchSources(
  folders: readonly string[],
  onChange: (paths: readonly string[]) => Promise<void>,
  quietMs = 200,
): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<void> = Promise.resolve();
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, name) => {
      changed.add(join(folder, name ?? ''));
      clearTimeout(timer);
      timer = setTimeout(() => {
        busy = busy.then(async () => {
          const paths = [...changed].sort();
          changed.clear();
          if (paths.length > 0) await onChange(paths);
        });
      }, quietMs);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
