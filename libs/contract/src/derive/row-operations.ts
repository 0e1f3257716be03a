import type { ContractIr } from '../ir.ts';
import { withoutSunsets } from '../without-sunsets.ts';
import { filterColumns, genericNames } from './generic-field.ts';

/**
 * One GraphQL operation for each dataset that asks for every column of its rows that is there to stay: for consumers that
 * take a dataset whole, whatever its columns are.
 */
export function rowOperationsSource({ datasets, sunsets }: Pick<ContractIr, 'datasets' | 'sunsets'>): string {
  return datasets
    .map((dataset) => withoutSunsets(dataset, sunsets))
    .map((dataset) => {
      const { row, filter, dimension } = genericNames(dataset);
      const columns = [...dataset.partitionBy, ...dataset.columns.map((column) => column.name)];
      const filtered = filterColumns(dataset).length > 0;
      const variables = [
        '$from: Date, $to: Date',
        ...(filtered ? [`$filter: ${filter}`] : []),
        `$groupBy: [${dimension}!], $first: Int, $after: String`,
      ].join(', ');
      const args = ['from', 'to', ...(filtered ? ['filter'] : []), 'groupBy', 'first', 'after'];
      return `query ${row}s(${variables}) {
  page: ${dataset.fieldName}(${args.map((name) => `${name}: $${name}`).join(', ')}) {
    rows {
      ${columns.join('\n      ')}
    }
    totalCount
    endCursor
    version
  }
}
`;
    })
    .join('\n');
}
