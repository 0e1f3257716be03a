/**
 * Actions of a commit, as the Delta transaction log protocol names them (reader version 1, writer version 2).
 * A commit is a file of lines, each a JSON object with one action; the order of lines means nothing.
 * https://github.com/delta-io/delta/blob/master/PROTOCOL.md#actions
 */
export interface Commit {
  readonly version: number;
  readonly actions: readonly Action[];
}

export interface Action {
  readonly commitInfo?: CommitInfo;
  readonly protocol?: Protocol;
  readonly metaData?: MetaData;
  readonly add?: AddAction;
  readonly remove?: RemoveAction;
  readonly txn?: TxnAction;
}

/** Values of the partition columns, as text; null for null. */
export type PartitionValues = Readonly<Record<string, string | null>>;

export interface Protocol {
  readonly minReaderVersion: number;
  readonly minWriterVersion: number;
  readonly readerFeatures?: readonly string[];
  readonly writerFeatures?: readonly string[];
}

export interface MetaData {
  readonly id: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly format: { readonly provider: string; readonly options?: Readonly<Record<string, string>> };
  /** Spark StructType as JSON text; partition columns are among the fields. */
  readonly schemaString: string;
  readonly partitionColumns: readonly string[];
  readonly configuration: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdTime?: number | null;
}

export interface AddAction {
  /** Percent-encoded, from the table's root. */
  readonly path: string;
  readonly partitionValues: PartitionValues;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modificationTime: number;
  /** False where rows were only rearranged (compaction). */
  readonly dataChange: boolean;
  /** JSON text: numRecords, minValues, maxValues, nullCount. */
  readonly stats?: string | null;
  readonly tags?: Readonly<Record<string, string | null>> | null;
  readonly deletionVector?: unknown;
}

export interface RemoveAction {
  /** Word for word the path of the add. */
  readonly path: string;
  readonly deletionTimestamp?: number | null;
  readonly dataChange: boolean;
  readonly extendedFileMetadata?: boolean | null;
  readonly partitionValues?: PartitionValues | null;
  readonly size?: number | null;
  readonly tags?: Readonly<Record<string, string | null>> | null;
}

/** The newest batch that an application has brought, for exactly-once writes. */
export interface TxnAction {
  readonly appId: string;
  readonly version: number;
  readonly lastUpdated?: number | null;
}

/** Where a commit came from. Any field may be missing in another writer's commit, and any may be added. */
export interface CommitInfo {
  /** Milliseconds since the epoch. */
  readonly timestamp?: number;
  readonly operation?: string;
  readonly operationParameters?: Readonly<Record<string, unknown>>;
  readonly engineInfo?: string;
  readonly isBlindAppend?: boolean;
  /** Unique to a commit: a writer whose put timed out knows its own commit by it. */
  readonly txnId?: string;
  /** What the publisher says of the commit: see `publisherInfo`. */
  readonly datahub?: unknown;
  readonly [key: string]: unknown;
}
