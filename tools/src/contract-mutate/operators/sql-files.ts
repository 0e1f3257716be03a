import type { Mutation } from '../mutation.ts';
import type { Targets } from '../read-targets.ts';

/** The SELECT of a source, changed: figures may change with it, and only a person can say how. */
export function mutateSqlFiles({ contract, files }: Targets): Mutation[] {
  return contract.ir.sources.flatMap(({ name, sqlFile }) => {
    const file = files.find(({ path }) => path === sqlFile);
    if (!file) return [];
    const operator = 'change the SQL of a source';
    const end = file.text.trimEnd().length;
    return [
      {
        id: `${operator}: source:${name}`,
        operator,
        coordinate: `source:${name}`,
        expected: 'approval' as const,
        edits: [{ file: file.path, start: end, end, text: '\nWHERE 1 = 1' }],
      },
    ];
  });
}
