import type { Verdict } from '@datahub/contract/compare';
import type { Edit, Mutation } from '../mutation.ts';
import type { Targets } from '../read-targets.ts';

/** The SELECTs of sources and datasets. Figures may change with them, and only a person can say how; comments change nothing. */
export function mutateSqlFiles({ contract, files }: Targets): Mutation[] {
  const owners = [
    ...contract.ir.sources.map(({ name, sqlFile }) => ({
      coordinate: `source:${name}`,
      sqlFile,
      what: 'a source',
    })),
    ...contract.ir.datasets.map(({ typeName, sqlFile }) => ({
      coordinate: typeName,
      sqlFile,
      what: 'a dataset',
    })),
  ];
  return owners.flatMap(({ coordinate, sqlFile, what }) => {
    const file = files.find(({ path }) => path === sqlFile);
    if (!file) return [];
    const end = file.text.trimEnd().length;
    const edit = (at: number, text: string): readonly Edit[] => [
      { file: file.path, start: at, end: at, text },
    ];
    const mutation = (operator: string, expected: Verdict, edits: readonly Edit[]): Mutation => ({
      id: `${operator}: ${coordinate}`,
      operator,
      coordinate,
      expected,
      edits,
    });
    return [
      mutation(`change the SQL of ${what}`, 'approval', edit(end, '\nLIMIT 1')),
      mutation(`comment on the SQL of ${what}`, 'safe', edit(0, '-- Said in passing.\n')),
    ];
  });
}
