import type { DatasetIr } from '@datahub/contract';
import {
  type Partition,
  type PartitionValues,
  partitionsOf,
  publisherInfo,
  type Snapshot,
} from '@datahub/lake';
import { groupBy } from './group-by.ts';
import type { VersionVerdict } from './judge-version.ts';

/** A partition of a version that is served. */
export interface ServedPartition {
  readonly values: PartitionValues;
  readonly digest: string;
  readonly rows: number;
}

/** A version of a dataset that can be asked. Immutable. */
export interface ServedVersion {
  readonly snapshot: Snapshot;
  /** What its rows are marked with in the serving table. Counts up with each load, whatever the table's versions do. */
  readonly generation: number;
  readonly partitions: readonly ServedPartition[];
  /** Partitions that have rows, by business day; oldest day first. */
  readonly days: ReadonlyMap<string, readonly ServedPartition[]>;
  readonly rows: number;
  /** The run that published it, where it said so. */
  readonly runId: string | null;
  /** How it fits the contract; never INCOMPATIBLE. */
  readonly verdict: VersionVerdict;
}

/** @param rowsOf rows of a file, by its path */
export function describeVersion(
  dataset: DatasetIr,
  snapshot: Snapshot,
  generation: number,
  verdict: VersionVerdict,
  rowsOf: (path: string) => number,
): ServedVersion {
  const partitions = [...partitionsOf(snapshot, dataset.partitionBy).values()].map((partition) =>
    describePartition(partition, rowsOf),
  );
  const withRows = partitions.filter(({ rows }) => rows > 0);
  const dayOf = ({ values }: ServedPartition) => values[dataset.partitionBy[0] ?? ''] ?? '';
  const days = [...groupBy(withRows, dayOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const runId = publisherInfo(snapshot.commitInfo)?.run_id;
  return {
    snapshot,
    generation,
    partitions,
    days: new Map(days.filter(([day]) => day !== '')),
    rows: sum(partitions.map(({ rows }) => rows)),
    runId: typeof runId === 'string' ? runId : null,
    verdict,
  };
}

function describePartition(
  { values, digest, files }: Partition,
  rowsOf: (path: string) => number,
): ServedPartition {
  return { values, digest, rows: sum(files.map(({ path }) => rowsOf(path))) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
