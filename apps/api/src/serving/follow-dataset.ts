import { setTimeout as sleep } from 'node:timers/promises';
import { type CodedError, type DatasetIr, isCodedError } from '@datahub/contract';
import type { Snapshot, Table } from '@datahub/lake';
import { misfitsOf, serverError } from '../errors.ts';
import { judgeVersion, type VersionVerdict } from './judge-version.ts';
import type { ServedVersion } from './served-version.ts';
import type { Pin, ServingTable } from './serving-table.ts';

/** Looks at which the table's identity is checked too, not only its next version. */
const IDENTITY_EVERY = 10;
/** Versions before a broken one that are tried where nothing is served yet. */
const VERSIONS_TRIED = 20;
/** Old versions that stay known, for consumers that ask what changed since. */
const SNAPSHOTS_KEPT = 16;

/** What a dataset is like, as `DatasetState` of the schema says it. */
export type DatasetState = 'READY' | 'EMPTY' | 'DEGRADED';

/** A dataset that follows its table. */
export interface Dataset {
  readonly ir: DatasetIr;
  readonly state: DatasetState;
  /** Why the state is not READY. */
  readonly message: string | null;
  readonly current: ServedVersion | null;
  /** How the newest version fits the contract, served or not; null where it could not be judged. */
  readonly newest: VersionVerdict | null;
  pin(): Pin | null;
  pinVersion(table: string, version: number): Pin | null;
  /** A version's snapshot, whether its rows are still kept or not; null where its commits are gone. */
  snapshotAt(version: number): Promise<Snapshot | null>;
}

export interface FollowedDataset extends Dataset {
  /** Looks once for a newer version. Never throws: what went wrong is the dataset's state. */
  look(): Promise<void>;
  /** Looks again and again until the signal. */
  follow(signal: AbortSignal): Promise<void>;
}

export interface FollowOptions {
  readonly pollMs: number;
  /** Told once each time that the state changes or a new version is served. */
  readonly onChange: OnChange;
}

/** `error` is what made a dataset DEGRADED. */
export type OnChange = (dataset: Dataset, error?: Error) => void;

/** Keeps the serving table at the newest version of the dataset's table. */
export function followDataset(
  ir: DatasetIr,
  table: Table,
  serving: ServingTable,
  { pollMs, onChange }: FollowOptions,
): FollowedDataset {
  let state: DatasetState = 'EMPTY';
  let message: string | null = null;
  let known: Snapshot | null = null; // the newest that was read, served or not
  let verdict: VersionVerdict | null = null;
  /** A version that does not fit the contract never will: it is not read again at every look. */
  let refused: { readonly snapshot: Snapshot; readonly error: CodedError } | null = null;
  let looks = 0;
  let failedAtFirst: number | null = null;
  const snapshots = new Map<number, Snapshot>();

  const remember = (snapshot: Snapshot): void => {
    snapshots.set(snapshot.version, snapshot);
    for (const version of snapshots.keys()) {
      if (snapshots.size <= SNAPSHOTS_KEPT) break;
      snapshots.delete(version);
    }
  };

  /** The newest version. Reads it anew where the table was made anew: its next version alone would not tell. */
  const readNewest = async (): Promise<Snapshot | null> => {
    looks += 1;
    if (known !== null && looks % IDENTITY_EVERY === 0 && !(await isStillThere(table, known))) {
      known = null;
      snapshots.clear();
    }
    return table.refresh(known);
  };

  /** Where nothing is served yet, an older version is better than none: the newest that can be read. */
  const loadOrFallBack = async (newest: Snapshot): Promise<void> => {
    try {
      await serving.load(newest);
    } catch (cause) {
      if (serving.current === null && failedAtFirst !== newest.version) {
        failedAtFirst = newest.version; // looked for once, not at every look
        for await (const older of olderVersions(table, newest)) {
          if (await loads(serving, older)) break;
        }
      }
      throw cause;
    }
  };

  const become = (next: DatasetState, why: string | null, isNews: boolean, error?: Error): void => {
    const changed = isNews || next !== state || why !== message;
    [state, message] = [next, why];
    if (changed) onChange(dataset, error);
  };

  const look = async (): Promise<void> => {
    const before = serving.current;
    try {
      known = await readNewest();
      if (known === null) {
        if (before === null) return become('EMPTY', null, false);
        throw serverError('API_TABLE_GONE', { dataset: ir.name, version: before.snapshot.version });
      }
      if (refused?.snapshot === known) throw refused.error;
      if (before?.snapshot !== known) {
        await loadOrFallBack(known);
        remember(known);
      }
      await serving.collect();
      verdict = serving.current?.verdict ?? null;
      become('READY', null, before !== serving.current);
    } catch (cause) {
      const told = isCodedError(cause) ? cause : serverError('API_LOOK_FAILED', { dataset: ir.name }, cause);
      verdict = verdictOf(told);
      refused = verdict !== null && known !== null ? { snapshot: known, error: told } : null;
      become('DEGRADED', told.message, false, told);
    }
  };

  const dataset: FollowedDataset = {
    ir,
    get state() {
      return state;
    },
    get message() {
      return message;
    },
    get current() {
      return serving.current;
    },
    get newest() {
      return verdict;
    },
    pin: serving.pin,
    pinVersion: serving.pinVersion,
    snapshotAt: async (version) => {
      const snapshot = snapshots.get(version) ?? (await readOld(table, version));
      if (snapshot !== null) remember(snapshot);
      return snapshot;
    },
    look,
    follow: async (signal) => {
      while (!signal.aborted) {
        // The pause counts from the end of a look, so that a slow store is not asked twice at a time.
        await sleep(pollMs, undefined, { signal, ref: false }).catch(() => {});
        if (!signal.aborted) await look();
      }
    },
  };
  return dataset;
}

/** What the error says of the version that was looked at; null where it was not judged. */
function verdictOf(error: CodedError): VersionVerdict | null {
  const misfits = misfitsOf(error);
  if (misfits === null) return null;
  const { version, file } = error.details as { readonly version: number; readonly file: string | null };
  const schema = { compatibility: 'INCOMPATIBLE', misfits: file === null ? misfits : [] } as const;
  return judgeVersion(version, schema, file === null ? [] : [{ path: file, misfits }]);
}

async function* olderVersions(table: Table, newest: Snapshot): AsyncGenerator<Snapshot> {
  for (let back = 1; back <= VERSIONS_TRIED && back <= newest.version; back++) {
    const older = await readOld(table, newest.version - back);
    if (older === null) return;
    yield older;
  }
}

async function loads(serving: ServingTable, snapshot: Snapshot): Promise<boolean> {
  try {
    await serving.load(snapshot);
    return true;
  } catch (cause) {
    if (isCodedError(cause)) return false; // as broken as the newest, whose error is told
    throw cause;
  }
}

async function isStillThere(table: Table, known: Snapshot): Promise<boolean> {
  try {
    const info = await table.readCommitInfo(known.version);
    return JSON.stringify(info) === JSON.stringify(known.commitInfo);
  } catch {
    return false; // read anew, and whatever is wrong is told then
  }
}

async function readOld(table: Table, version: number): Promise<Snapshot | null> {
  try {
    return await table.snapshot(version);
  } catch (cause) {
    if (isCodedError(cause)) return null; // its commits are gone: the asker gets everything instead
    throw cause;
  }
}
