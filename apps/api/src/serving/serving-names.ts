import type { DatasetIr } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';

/** Name of the attached in-memory database; only an attached one can be compressed. */
export const SERVING_DATABASE = 'serving';

/** Our own columns. No column of the contract can be called so: GraphQL names have no `#`. */
export const OWN = { file: '"#file"', id: '"#id"', added: '"#added"', removed: '"#removed"' } as const;

/** Names of a dataset's two tables in the engine, quoted. */
export interface ServingNames {
  /** Rows as the files hold them, with the number of their file (`OWN.file`). */
  readonly rows: string;
  /** Files with their partition values, and the generations `[added, removed)` that show them. */
  readonly files: string;
}

export function servingNames(dataset: Pick<DatasetIr, 'name'>): ServingNames {
  const qualified = (table: string) => `${SERVING_DATABASE}.${quoteName(table)}`;
  return { rows: qualified(`${dataset.name}/rows`), files: qualified(filesTableOf(dataset)) };
}

/** Name of the files' table, not quoted. */
export function filesTableOf(dataset: Pick<DatasetIr, 'name'>): string {
  return `${dataset.name}/files`;
}
