import { lakeError } from '../errors.ts';
import type { Store } from '../store.ts';
import type { Commit } from './actions.ts';
import { matchesFilter, type PartitionFilter, partitionKey } from './partitions.ts';
import { decodePath } from './paths.ts';
import { type CommitPlan, planReplace } from './plan-replace.ts';
import { commitKey, readCommit, serializeActions } from './read-log.ts';
import { replay } from './replay.ts';
import type { Snapshot } from './snapshot.ts';

export interface CommitResult {
  /** The table as it is now, read from nothing but what was known and what was committed. */
  readonly snapshot: Snapshot;
  /** How often the commit was planned again because others had been faster. */
  readonly replanned: number;
}

// Each lost round means that somebody else has committed, so that only a crowd gets this far.
const MAX_ATTEMPTS = 200;
const MAX_PUTS = 3;

/** Carries a plan out; see `Table.commit`. */
export async function commitPlan(store: Store, root: string, plan: CommitPlan): Promise<CommitResult> {
  let current = plan.base;
  let attempt = plan;
  for (let replanned = 0; replanned < MAX_ATTEMPTS; replanned++) {
    const mine: Commit = { version: attempt.version, actions: attempt.actions };
    if (await land(store, root, attempt)) {
      return { snapshot: replay(root, [mine], current) as Snapshot, replanned };
    }
    current = await catchUp(store, root, current, plan.request.replace);
    attempt = planReplace(root, current, plan.request);
  }
  throw lakeError('LAKE_BUSY', { table: root, attempts: MAX_ATTEMPTS });
}

/**
 * Puts the commit where its version lies, if nobody has. An error of the store (a time-out, a lost connection) does
 * not tell whether the put arrived, and a driver that tries again by itself may be told that it lost against its own
 * first try: so what lies there is read, and known by its id.
 */
async function land(store: Store, root: string, plan: CommitPlan): Promise<boolean> {
  const key = commitKey(root, plan.version);
  const bytes = serializeActions(plan.actions);
  for (let put = 1; ; put++) {
    try {
      if (await store.putIfAbsent(key, bytes)) return true;
      return await isMine(store, root, plan);
    } catch (error) {
      const found = await readCommit(store, root, plan.version).catch(() => undefined);
      if (found !== undefined && found !== null) return idOf(found) === plan.request.commitId;
      if (found === undefined || put === MAX_PUTS) throw error;
    }
  }
}

async function isMine(store: Store, root: string, plan: CommitPlan): Promise<boolean> {
  const found = await readCommit(store, root, plan.version);
  return found !== null && idOf(found) === plan.request.commitId;
}

function idOf(commit: Commit): string | undefined {
  return commit.actions.find((action) => action.commitInfo)?.commitInfo?.txnId;
}

/**
 * Reads what others have committed.
 * @throws LAKE_CONFLICT where it touches the partitions that are to be replaced
 */
async function catchUp(
  store: Store,
  root: string,
  base: Snapshot | null,
  replace: PartitionFilter,
): Promise<Snapshot | null> {
  let current = base;
  for (;;) {
    const winner = await readCommit(store, root, (current?.version ?? -1) + 1);
    if (winner === null) return current;
    const touched = touchedPartitions(current, winner, replace);
    if (touched.length > 0) {
      throw lakeError('LAKE_CONFLICT', {
        table: root,
        version: winner.version,
        partitions: touched.join(', '),
      });
    }
    current = replay(root, [winner], current);
  }
}

/** Partitions within the filter to which a commit added rows, or from which it removed some. */
function touchedPartitions(before: Snapshot | null, { actions }: Commit, filter: PartitionFilter): string[] {
  const known = new Map(before?.files.map((file) => [file.path, file.partitionValues]));
  const touched = actions.flatMap(({ add, remove }) => {
    // A compaction also counts: the files that were to be removed are not there any more, and others are.
    if (add) return [add.partitionValues];
    // What a remove says of its partition is optional; the snapshot knows.
    if (remove) return [known.get(decodePath(remove.path) ?? '') ?? remove.partitionValues ?? {}];
    return [];
  });
  const columns = Object.keys(filter);
  const keys = touched
    .filter((values) => matchesFilter(filter, values))
    .map((values) => (columns.length === 0 ? 'the whole table' : partitionKey(columns, values)));
  return [...new Set(keys)].sort();
}
