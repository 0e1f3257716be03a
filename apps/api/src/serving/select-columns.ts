import { type DatasetIr, duckdbType } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';
import type { FoundColumns } from './judge-columns.ts';

/** How the columns of a file that was judged readable become those of the contract: an expression for each, in order. */
export function selectColumns(dataset: DatasetIr, columns: FoundColumns): string[] {
  return dataset.stored.map(
    ({ name, type }) => `CAST(${columns.has(name) ? quoteName(name) : 'NULL'} AS ${duckdbType(type)})`,
  );
}
