import type { DatasetIr } from '../ir.ts';
import { genericNames } from './served-schema.ts';

/**
 * One GraphQL operation for each dataset that asks for every column of its rows: for consumers that take a dataset
 * whole, whatever its columns are.
 */
export function rowOperationsSource(datasets: readonly DatasetIr[]): string {
  return datasets
    .map((dataset) => {
      const { row, filter, dimension } = genericNames(dataset);
      const columns = [...dataset.partitionBy, ...dataset.columns.map((column) => column.name)];
      return `query ${row}s($from: Date, $to: Date, $filter: ${filter}, $groupBy: [${dimension}!], $first: Int, $after: String) {
  page: ${dataset.fieldName}(from: $from, to: $to, filter: $filter, groupBy: $groupBy, first: $first, after: $after) {
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
