import type { Aggregation, DatasetColumn, Grain } from '../ir.ts';

/**
 * `contract.lock.json`: every contract that data may have been published or asked under, oldest first. On main it is only
 * added to, and it tells what a comparison with one other revision cannot: which partitions may still lie in a lake, and
 * which names have been used before.
 */
export interface ContractLock {
  readonly lockVersion: 1;
  /** The last is the contract as it is. */
  readonly entries: readonly LockEntry[];
  /**
   * Coordinates that once were and went, in byte order: tables (`daily_metrics`), their columns (`daily_metrics.event_type`),
   * what was served (`Metric.event_type`, `DatasetState.EMPTY`, `Query.changes(since:)`), and sources
   * (`source:product-events`). None may be used again, for old data, stored questions and bookmarks would take it for what
   * it was. Always what the entries give.
   */
  readonly dropped: readonly string[];
}

/** A contract as it once was. */
export interface LockEntry {
  readonly wireHash: string;
  /** By name. */
  readonly datasets: Readonly<Record<string, LockedDataset>>;
  /** By type what clients could ask: its fields, their arguments (`changes(since:)`), its values. In byte order. */
  readonly served: Readonly<Record<string, readonly string[]>>;
  /** Names of the sources, in byte order. The oldest entries do not tell them. */
  readonly sources?: readonly string[];
}

export interface LockedDataset {
  readonly storageHash: string;
  readonly partitionBy: readonly string[];
  readonly zone: string;
  /** Only where SQL made it. */
  readonly sql?: string;
  /** In the order of the files, partition columns left out. */
  readonly stored: readonly LockedStoredColumn[];
  /** In the order of the SDL. */
  readonly columns: readonly LockedColumn[];
}

export interface LockedStoredColumn {
  readonly name: string;
  /** In words of Spark SQL: `decimal(28,4)`. */
  readonly type: string;
  readonly nullable: boolean;
}

/** What a column meant. A key that does not apply is left out. */
export interface LockedColumn {
  readonly name: string;
  readonly role: DatasetColumn['role'];
  readonly agg?: Aggregation;
  readonly of?: string;
  readonly where?: string;
  readonly expr?: string;
  readonly grain?: Grain;
  readonly unit?: string;
}

export const EMPTY_LOCK: ContractLock = { lockVersion: 1, entries: [], dropped: [] };
