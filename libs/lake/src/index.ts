// Tables on object storage. A store holds objects; a table is a Delta log in a store; a snapshot is one version of it.
export type {
  Action,
  AddAction,
  Commit,
  CommitInfo,
  MetaData,
  PartitionValues,
  Protocol,
  RemoveAction,
  TxnAction,
} from './delta/actions.ts';
export type { CommitResult } from './delta/commit-plan.ts';
export {
  diffSnapshots,
  matchesFilter,
  type Partition,
  type PartitionFilter,
  partitionDigest,
  partitionKey,
  partitionsOf,
  type SnapshotDiff,
} from './delta/partitions.ts';
export { decodePath, encodePath, partitionPath } from './delta/paths.ts';
export {
  type CommitPlan,
  KEEP_HISTORY,
  type NewFile,
  planReplace,
  type ReplaceRequest,
} from './delta/plan-replace.ts';
export { replay } from './delta/replay.ts';
export type { TableField, TableSchema } from './delta/schema.ts';
export { type ActiveFile, publisherInfo, type Snapshot } from './delta/snapshot.ts';
export { type HistoryEntry, type HistoryOptions, openTable, type Table } from './delta/table.ts';
export { lakeError } from './errors.ts';
export { openStore } from './open-store.ts';
export type { ByteRange, ListOptions, Store, StoredObject } from './store.ts';
export { type ExpectedFile, type FileCheck, verifyFile } from './verify-file.ts';
