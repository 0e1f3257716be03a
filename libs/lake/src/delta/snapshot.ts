import type { CommitInfo, MetaData, PartitionValues, Protocol } from './actions.ts';

/** One version of a table: immutable, and all that a reader needs to know of it. */
export interface Snapshot {
  readonly version: number;
  /** When it was committed, milliseconds since the epoch; null where the writer did not say. */
  readonly timestamp: number | null;
  readonly protocol: Protocol;
  readonly metadata: MetaData;
  /** Active files, in the order in which they came. */
  readonly files: readonly ActiveFile[];
  /** Of this version's own commit; null where the writer wrote none. */
  readonly commitInfo: CommitInfo | null;
  /** The newest batch of each application that writes exactly once. */
  readonly txns: ReadonlyMap<string, number>;
}

/** A data file that belongs to a version. */
export interface ActiveFile {
  /** On disk, from the table's root: `run_date=2023-10-27/region=EIRE%2Fie/part-….parquet`. */
  readonly path: string;
  /** The same as the log spells it. */
  readonly logPath: string;
  readonly partitionValues: PartitionValues;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modificationTime: number;
  /** Rows, where the writer said. */
  readonly rows: number | null;
  /** Of the whole file, lower-case hex, where the writer said: in `add.tags.sha256`, or in the publisher's list of files. */
  readonly sha256: string | null;
  /** The version that brought the file. */
  readonly addedIn: number;
  /** JSON text as in the log. */
  readonly stats: string | null;
  readonly tags: Readonly<Record<string, string | null>> | null;
}

/**
 * What the publisher put into a commit, under `commitInfo.datahub`: an object, or its JSON as text (`deltalake` can
 * write nothing but text there). Null where there is none.
 */
export function publisherInfo(commitInfo: CommitInfo | null): Readonly<Record<string, unknown>> | null {
  const value = commitInfo?.datahub;
  if (typeof value !== 'string') return asObject(value);
  try {
    return asObject(JSON.parse(value));
  } catch {
    return null; // somebody else's text
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
