import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Consumer } from '../workspace/find-consumers.ts';

/** Nuxt writes the tsconfigs of an app, and the types of what it brings along: where that was never done, it is done. */
export async function prepareNuxt(root: string, consumers: readonly Consumer[]): Promise<void> {
  const apps = consumers
    .filter(({ needs }) => needs.includes('nuxt'))
    .map(({ folder }) => join(root, folder))
    .filter((folder) => !existsSync(join(folder, '.nuxt', 'tsconfig.json')));
  await Promise.all(
    apps.map((cwd) => {
      const nuxt = createRequire(join(cwd, 'package.json')).resolve('nuxt/package.json');
      return execa(process.execPath, [join(nuxt, '..', 'bin', 'nuxt.mjs'), 'prepare'], {
        cwd,
        env: { NUXT_TELEMETRY_DISABLED: '1', CI: '1' },
      });
    }),
  );
}
