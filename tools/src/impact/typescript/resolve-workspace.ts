import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consumer } from '../workspace/find-consumers.ts';

/** Finds the source file behind an import of a workspace package; undefined for anything else. */
export type ResolveWorkspace = (specifier: string) => string | undefined;

type ExportEntry = string | Readonly<Record<string, string>>;

/**
 * Imports of the workspace's packages lead to their sources, so that nothing need be built: through the condition
 * `datahub-source` where a package has it, else from `dist/x.js` to `src/x.ts`.
 */
export function resolveWorkspace(
  root: string,
  packages: readonly Pick<Consumer, 'packageName' | 'folder'>[],
): ResolveWorkspace {
  const entries = new Map(
    packages.flatMap(({ packageName, folder }) =>
      sourcesOf(join(root, folder)).map(([path, file]) => [`${packageName}${path.slice(1)}`, file] as const),
    ),
  );
  return (specifier) => entries.get(specifier);
}

function sourcesOf(folder: string): [path: string, file: string][] {
  const { exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports?: Readonly<Record<string, ExportEntry>>;
  };
  return Object.entries(exports).flatMap(([path, entry]): [string, string][] => {
    if (typeof entry === 'string') return [];
    const source = entry['datahub-source'] ?? entry.default?.replace(/^\.\/dist\/(.*)\.js$/, './src/$1.ts');
    if (!source?.endsWith('.ts') || source.includes('*')) return [];
    const file = join(folder, source);
    return existsSync(file) ? [[path, file]] : [];
  });
}
