import type { DatasetShape } from '@datahub/contract/gatsby';

/**
 * Source of a file with one GraphQL fragment a dataset for rows and one for rolled-up figures, holding every column:
 * pages that show whatever the contract has need not name it.
 */
export function fragmentsSource(shapes: readonly DatasetShape[]): string {
  const fragments = shapes.flatMap(({ types, keys, figures }) =>
    [types.row, types.rollUp].map((type) => {
      const fields = [...keys, ...figures].map((column) => `    ${column.name}`);
      return `export const ${type}Columns = graphql\`
  fragment ${type}Columns on ${type} {
${fields.join('\n')}
  }
\`;
`;
    }),
  );
  return `import { graphql } from 'gatsby';\n\n${fragments.join('\n')}`;
}
