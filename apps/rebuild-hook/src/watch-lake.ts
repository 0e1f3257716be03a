import { setTimeout as sleep } from 'node:timers/promises';
import { contract, isCodedError } from '@datahub/contract';
import { diffSnapshots, openStore, openTable, publisherInfo, type Snapshot, type Table } from '@datahub/lake';
import { z } from 'zod';
import type { Rebuild } from './rebuild.ts';

export interface WatchConfig {
  /** As `openStore` takes it. */
  readonly lake: string;
  /** Tables to watch; by default every dataset of the contract. */
  readonly tables?: readonly string[];
  /** Milliseconds between two looks; each is one GET a table. */
  readonly intervalMs?: number;
  /** Milliseconds without a further version before a build begins, so that a burst becomes one build. */
  readonly settleMs?: number;
}

export interface WatchEffects {
  /** One build, on everything that has landed when it begins. Never called while the last call runs. */
  readonly rebuild: (changes: readonly Rebuild[], signal: AbortSignal) => Promise<void>;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** A line for each thing that happens. */
  readonly log?: (line: string) => void;
}

const LONGEST_BACKOFF_MS = 60_000;
/** A writer that never pauses does not keep the sites from their build for longer than so many settling times. */
const PATIENCE = 10;

/**
 * Calls `rebuild` for each version that lands in a lake from now on, until the signal. What lands during a build
 * causes one more after it; a version that moved no data causes none. A build that fails is tried again, later each
 * time. Polls the logs rather than watching the file system: that works on every disk, and for objects too.
 * @throws what reading the lake throws, at the start only; afterwards it is logged and tried again
 */
export async function watchLake(config: WatchConfig, effects: WatchEffects): Promise<void> {
  const { intervalMs = 1_000, settleMs = 500 } = config;
  const { signal, log = () => {} } = effects;
  const store = openStore(config.lake);
  const names = config.tables ?? contract.datasets.map(({ name }) => name);
  const watched = await Promise.all(names.map((name) => watchTable(openTable(store, name))));

  log(`Watching ${names.join(', ')} in ${config.lake}.`);

  /** Looks at every table; true where one has moved. */
  const look = async (): Promise<boolean> => {
    const moved = await Promise.all(watched.map((table) => table.look(log)));
    return moved.includes(true);
  };

  /** Waits until nothing more lands. */
  const settle = async (): Promise<void> => {
    for (let quiet = false, waited = 0; !quiet && waited < PATIENCE; waited++) {
      await sleep(settleMs, undefined, { signal });
      quiet = !(await look());
    }
  };

  let failures = 0;
  try {
    for (;;) {
      await sleep(Math.min(intervalMs * 2 ** failures, Math.max(intervalMs, LONGEST_BACKOFF_MS)), undefined, {
        signal,
      });
      if (await look()) await settle();
      const changes = watched.flatMap((table) => table.changes());
      if (changes.length === 0) continue;
      // Taken before the build begins: what lands while it runs is news for the next.
      const marks = watched.map((table) => table.mark());
      try {
        await effects.rebuild(changes, signal);
        for (const done of marks) done();
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        log(`The build failed and will be tried again: ${messageOf(error)}`);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** A table, what of it has landed, and what of it has been built. */
async function watchTable(table: Table) {
  let built: Snapshot | null = await table.snapshot();
  let landed = built;
  let lastProblem = '';

  return {
    /** Reads on; true where there is a new version. What goes wrong is said once, and tried again. */
    async look(log: (line: string) => void): Promise<boolean> {
      try {
        const newest = await table.refresh(landed);
        lastProblem = '';
        if (newest === landed) return false;
        landed = newest;
        return true;
      } catch (error) {
        const problem = messageOf(error);
        if (problem !== lastProblem) log(problem);
        lastProblem = problem;
        return false;
      }
    },

    /** What has landed and is not built: nothing, or one entry. */
    changes(): Rebuild[] {
      if (landed === null || landed === built) return [];
      const changes = changeBetween(table.root, built, landed);
      if (changes.length === 0) built = landed; // compared once: a version that moved no data
      return changes;
    },

    /** Remembers what has landed; call it when that is built. */
    mark(): () => void {
      const mark = landed;
      return () => {
        built = mark;
      };
    },
  };
}

const recordSchema = z
  .object({
    run_id: z.string().nullable().catch(null),
    contract: z
      .object({ wire_hash: z.string().nullable(), storage_hash: z.string().nullable() })
      .catch({ wire_hash: null, storage_hash: null }),
  })
  .catch({ run_id: null, contract: { wire_hash: null, storage_hash: null } });

function changeBetween(dataset: string, before: Snapshot | null, after: Snapshot): Rebuild[] {
  const day = after.metadata.partitionColumns[0];
  const { added, changed, removed } = diffSnapshots(before, after, day === undefined ? [] : [day]);
  const touched = [...added, ...changed, ...removed];
  if (touched.length === 0) return [];
  const record = recordSchema.parse(publisherInfo(after.commitInfo));
  const run_dates = touched.map(({ values }) => values[day ?? ''] ?? null).filter((value) => value !== null);
  return [
    {
      dataset,
      version: after.version,
      run_dates: run_dates.sort(),
      run_id: record.run_id,
      ...record.contract,
    },
  ];
}

function messageOf(error: unknown): string {
  return isCodedError(error) ? `${error.code}: ${error.message}` : String(error);
}
