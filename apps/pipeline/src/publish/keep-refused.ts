import type { Store } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../errors.ts';
import type { DayCounts } from '../read/day-counts.ts';
import { writeQuarantine } from './write-quarantine.ts';

export interface KeepRefusedOptions {
  readonly connection: DuckDBConnection;
  readonly store: Store;
  readonly source: string;
  readonly runId: string;
  readonly days: readonly DayCounts[];
  /** For files until they are finished. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  /** Called with the key of each file that lies in the lake. */
  readonly onKept: (key: string) => void;
}

/**
 * Keeps what was refused of all days.
 * @throws INPUT_ALL_REFUSED: a day of which nothing is left would replace a good one by nothing.
 */
export async function keepRefused(options: KeepRefusedOptions): Promise<void> {
  const { days, signal, onKept } = options;
  for (const { day, rowsQuarantined, rowsRead } of days) {
    if (rowsQuarantined === 0) continue;
    signal?.throwIfAborted();
    const quarantined = await writeQuarantine({ ...options, day });
    if (quarantined !== null) onKept(quarantined.key);
    if (quarantined?.records !== rowsQuarantined) {
      throw pipelineError('QUARANTINE_INCOMPLETE', {
        day,
        expected: rowsQuarantined,
        actual: quarantined?.records ?? 0,
      });
    }
    if (rowsQuarantined === rowsRead) {
      const { file, line, rule } = quarantined.first;
      const details = { day, count: rowsRead, file, line, rule, quarantine: quarantined.key };
      throw pipelineError('INPUT_ALL_REFUSED', details);
    }
  }
}

/**
 * Takes the files of a run away that no commit names: another run has kept the same records, or will. Best effort,
 * like everything that is tidied up after a failure.
 */
export async function forgetRefused(store: Store, keys: readonly string[]): Promise<void> {
  await Promise.allSettled(keys.map((key) => store.delete(key)));
}
