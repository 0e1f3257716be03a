import type { ActiveFile } from '@datahub/lake';
import type { Misfit } from './judge-columns.ts';

/** A file that is in the serving table. */
export interface LoadedFile {
  /** Its number there. */
  readonly id: number;
  readonly file: ActiveFile;
  readonly rows: number;
  /** In what it differs from the contract, and is read all the same. */
  readonly misfits: readonly Misfit[];
}

/** What has to be done to the serving table so that it shows another version. */
export interface LoadPlan {
  /** Files to read, in the order of their partitions: rows that lie together are asked for together. */
  readonly add: readonly ActiveFile[];
  readonly keep: readonly LoadedFile[];
  readonly drop: readonly LoadedFile[];
}

/** Compares what is loaded with the files of the version that is wanted. */
export function planLoad(loaded: readonly LoadedFile[], wanted: readonly ActiveFile[]): LoadPlan {
  const known = new Map(loaded.map((entry) => [identityOf(entry.file), entry]));
  const add = wanted.filter((file) => !known.has(identityOf(file)));
  const kept = new Set(wanted.map(identityOf));
  return {
    add: add.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))),
    keep: loaded.filter(({ file }) => kept.has(identityOf(file))),
    drop: loaded.filter(({ file }) => !kept.has(identityOf(file))),
  };
}

/** A path names one file for ever, unless the table was made anew in its place: then size, time or digest differ. */
function identityOf({ path, size, sha256, modificationTime, partitionValues }: ActiveFile): string {
  return JSON.stringify([path, size, sha256, modificationTime, Object.entries(partitionValues).sort()]);
}
