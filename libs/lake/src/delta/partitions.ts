import { createHash } from 'node:crypto';
import type { PartitionValues } from './actions.ts';
import type { ActiveFile, Snapshot } from './snapshot.ts';

/** The files of one partition, or of one value of its first columns (a whole day). */
export interface Partition {
  /** The values that the files share, in the order of the columns, as JSON text: `["2023-10-27","us-west"]`. */
  readonly key: string;
  readonly values: PartitionValues;
  readonly files: readonly ActiveFile[];
  /** See `partitionDigest`. */
  readonly digest: string;
}

/** What changed from one version to another. All three are empty where no data moved. */
export interface SnapshotDiff {
  readonly added: readonly Partition[];
  /** As they are now. */
  readonly changed: readonly Partition[];
  /** As they were. */
  readonly removed: readonly Partition[];
}

/** Which partitions: for each named column the values it may have; all must hold. `{}` is the whole table. */
export type PartitionFilter = Readonly<Record<string, readonly (string | null)[]>>;

/**
 * Partitions of a version, sorted by key. `columns` are those to tell apart; by default all that the table is
 * partitioned by.
 */
export function partitionsOf(
  snapshot: Snapshot,
  columns: readonly string[] = snapshot.metadata.partitionColumns,
): ReadonlyMap<string, Partition> {
  const groups = new Map<string, ActiveFile[]>();
  for (const file of snapshot.files) {
    const key = partitionKey(columns, file.partitionValues);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return new Map(
    [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, files]) => {
        const first = files[0]?.partitionValues ?? {};
        const values = Object.fromEntries(columns.map((column) => [column, first[column] ?? null]));
        return [key, { key, values, files, digest: partitionDigest(files) }];
      }),
  );
}

/** The values as one text, the same for the same values. */
export function partitionKey(columns: readonly string[], values: PartitionValues): string {
  return JSON.stringify(columns.map((column) => values[column] ?? null));
}

/**
 * Digest of what a set of files holds, whatever their order: SHA-256, lower-case hex, over each file's partition
 * values and its own SHA-256; where that is not known, over its path, size and time. Equal digests mean equal data;
 * the same rows in other files (after a compaction) have another digest.
 */
export function partitionDigest(files: readonly ActiveFile[]): string {
  const lines = files
    .map((file) => {
      const values = Object.entries(file.partitionValues).sort(([a], [b]) => (a < b ? -1 : 1));
      return JSON.stringify([values, file.sha256 ?? [file.path, file.size, file.modificationTime]]);
    })
    .sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/**
 * Which partitions differ between two versions, by their digests. `before` is null for a reader that has seen
 * nothing. `columns` as in `partitionsOf`.
 */
export function diffSnapshots(
  before: Snapshot | null,
  after: Snapshot,
  columns?: readonly string[],
): SnapshotDiff {
  const by = columns ?? after.metadata.partitionColumns;
  const old = before === null ? new Map<string, Partition>() : partitionsOf(before, by);
  const now = partitionsOf(after, by);
  const present = [...now.values()];
  return {
    added: present.filter(({ key }) => !old.has(key)),
    changed: present.filter(({ key, digest }) => old.has(key) && old.get(key)?.digest !== digest),
    removed: [...old.values()].filter(({ key }) => !now.has(key)),
  };
}

/** True where the values lie in the filter. */
export function matchesFilter(filter: PartitionFilter, values: PartitionValues): boolean {
  return Object.entries(filter).every(([column, allowed]) => allowed.includes(values[column] ?? null));
}
