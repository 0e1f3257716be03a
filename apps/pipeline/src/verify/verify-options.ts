import type { ContractIr, DatasetIr } from '@datahub/contract';
import type { Store } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';

export interface VerifyOptions {
  readonly store: Store;
  readonly contract: ContractIr;
  readonly datasets: readonly DatasetIr[];
  readonly connection: DuckDBConnection;
  /** For copies of files that lie where DuckDB cannot open them. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (files: number, total: number) => void;
}
