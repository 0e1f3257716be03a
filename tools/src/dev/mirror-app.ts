import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { watchSources } from '../stack/watch-sources.ts';
import { appFolder, type Copied, copyApp, isCopied } from '../workspace/copy-app.ts';

/**
 * Copies an app and keeps the copy like the original from then on. The dev server runs in the copy: what it
 * caches and writes is not what a build or a demo uses.
 *
 * @returns The copy, and a function that ends the mirroring.
 */
export async function mirrorApp(app: Copied, folder: string): Promise<{ copy: string; stop: () => void }> {
  const copy = await copyApp(app, folder);
  const stop = await watchSources(
    [appFolder(app)],
    async (paths) => {
      for (const path of paths) {
        const inside = relative(appFolder(app), path);
        if (!isCopied(app, inside)) continue;
        if (existsSync(path)) await cp(path, join(copy, inside), { recursive: true });
        else await rm(join(copy, inside), { recursive: true, force: true });
      }
    },
    200,
  );
  return { copy, stop };
}
