import { lakeError } from '../errors.ts';
import type { Store } from '../store.ts';
import type { Commit, CommitInfo } from './actions.ts';
import { type CommitResult, commitPlan } from './commit-plan.ts';
import type { CommitPlan } from './plan-replace.ts';
import { listLog, readCommit } from './read-log.ts';
import { replay } from './replay.ts';
import type { Snapshot } from './snapshot.ts';

/** A Delta table in a store. Holds no state of its own: what was read is in the snapshots. */
export interface Table {
  readonly store: Store;
  /** Key prefix of the table in the store, without a slash at its end. */
  readonly root: string;

  /**
   * A version, by default the newest. Null where there is no table yet.
   * @throws LAKE_VERSION_MISSING, LAKE_LOG_BROKEN, LAKE_LOG_GAP, LAKE_CHECKPOINT_NEEDED, LAKE_FEATURE_UNSUPPORTED
   */
  snapshot(version?: number): Promise<Snapshot | null>;

  /**
   * The newest version, read on top of one that is known. Without news that is one GET, and the same object comes
   * back.
   */
  refresh(known: Snapshot | null): Promise<Snapshot | null>;

  /** The commits, newest first. */
  history(options?: HistoryOptions): AsyncIterable<HistoryEntry>;

  /**
   * What a version's commit says of itself; null where its writer said nothing.
   * @throws LAKE_VERSION_MISSING
   */
  readCommitInfo(version: number): Promise<CommitInfo | null>;

  /**
   * Makes the plan the next version. Overtaken by commits that touch other partitions, it is planned again on top of
   * them.
   * @throws LAKE_CONFLICT where one touches the same partitions, LAKE_BUSY
   */
  commit(plan: CommitPlan): Promise<CommitResult>;
}

export interface HistoryOptions {
  /** How many commits at most. */
  readonly limit?: number;
}

export interface HistoryEntry {
  readonly version: number;
  /** Milliseconds since the epoch; null where the writer did not say. */
  readonly timestamp: number | null;
  readonly operation: string | null;
  readonly commitInfo: CommitInfo | null;
}

const READS_AT_ONCE = 16;

/** The table under a key prefix, whether it exists yet or not. */
export function openTable(store: Store, root: string): Table {
  /** Reads commits from `first` to `last`, all of which the listing has promised. */
  async function* readCommits(first: number, last: number): AsyncGenerator<Commit> {
    for (let from = first; from <= last; from += READS_AT_ONCE) {
      const versions = Array.from(
        { length: Math.min(READS_AT_ONCE, last - from + 1) },
        (_, index) => from + index,
      );
      for (const read of await Promise.allSettled(
        versions.map((version) => readCommit(store, root, version)),
      )) {
        if (read.status === 'rejected') throw read.reason;
        if (read.value !== null) yield read.value; // a hole is found by replay
      }
    }
  }

  const snapshot = async (version?: number): Promise<Snapshot | null> => {
    const { commits, checkpoints } = await listLog(store, root);
    const first = commits[0] ?? checkpoints[0];
    if (first === undefined) return null;
    // Where checkpoints will be read, the newest one not behind `version` becomes the base of the replay below.
    if (first > 0) throw lakeError('LAKE_CHECKPOINT_NEEDED', { table: root, first });
    const latest = commits.at(-1) ?? 0;
    const last = version ?? latest;
    if (last > latest || last < 0)
      throw lakeError('LAKE_VERSION_MISSING', { table: root, version: last, latest });
    const read: Commit[] = [];
    for await (const commit of readCommits(0, last)) read.push(commit);
    return replay(root, read);
  };

  const refresh = async (known: Snapshot | null): Promise<Snapshot | null> => {
    if (known === null) return snapshot();
    const news: Commit[] = [];
    for (;;) {
      const next = await readCommit(store, root, known.version + 1 + news.length);
      if (next === null) return news.length === 0 ? known : replay(root, news, known);
      news.push(next);
    }
  };

  const readCommitInfo = async (version: number): Promise<CommitInfo | null> => {
    const commit = await readCommit(store, root, version);
    if (commit === null) {
      const { commits } = await listLog(store, root);
      throw lakeError('LAKE_VERSION_MISSING', { table: root, version, latest: commits.at(-1) ?? 'none' });
    }
    return commit.actions.find((action) => action.commitInfo)?.commitInfo ?? null;
  };

  async function* history({
    limit = Number.POSITIVE_INFINITY,
  }: HistoryOptions = {}): AsyncGenerator<HistoryEntry> {
    const { commits } = await listLog(store, root);
    for (const version of commits.toReversed().slice(0, limit)) {
      const commitInfo = await readCommitInfo(version);
      yield {
        version,
        timestamp: commitInfo?.timestamp ?? null,
        operation: commitInfo?.operation ?? null,
        commitInfo,
      };
    }
  }

  return {
    store,
    root,
    snapshot,
    refresh,
    history,
    readCommitInfo,
    commit: (plan) => commitPlan(store, root, plan),
  };
}
