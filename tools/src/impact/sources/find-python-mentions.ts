import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractChange } from '@datahub/contract/compare';
import { glob } from 'tinyglobby';
import type { Place } from '../place.ts';

/**
 * Python has no types to ask: where a program names a column or a field that changes, as a text of its own, it may
 * break. A program that takes its columns from the generated files names none.
 */
export async function findPythonMentions(root: string, changes: readonly ContractChange[]): Promise<Place[]> {
  const names = changes.flatMap((change) => {
    const name = /\.(\w+)$/.exec(change.coordinate)?.[1];
    return name && change.verdict !== 'safe' ? [{ name, change }] : [];
  });
  if (names.length === 0) return [];
  const files = await glob('{apps,libs}/*/**/*.py', {
    cwd: root,
    ignore: ['**/node_modules/**', '**/.*/**'],
  });
  const places = await Promise.all(
    files.toSorted().map(async (file): Promise<Place[]> => {
      const lines = (await readFile(join(root, file), 'utf8')).split('\n');
      return lines.flatMap((line, index) =>
        names.flatMap(({ name, change }) =>
          [...line.matchAll(new RegExp(`(["'])${name}\\1`, 'g'))].map((match) => ({
            file,
            line: index + 1,
            column: match.index + 1,
            project: file.split('/')[1] ?? '',
            kind: /(^|\/)tests?\//.test(file) ? ('test' as const) : ('spark' as const),
            coordinates: [change.coordinate],
            breaks: false,
            reason: 'It names what changes; Python finds out when it runs.',
            message: change.message,
          })),
        ),
      );
    }),
  );
  return places.flat();
}
