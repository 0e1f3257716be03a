import type { DatasetIr } from '@datahub/contract';
import { isCodedError } from '@datahub/contract';
import { openTable, type Snapshot, type Table } from '@datahub/lake';
import { dayColumn, readPublishedDays } from '../publish/publish-record.ts';
import { checkDay } from './check-day.ts';
import { checkFiles, type FileTotals } from './check-files.ts';
import { findOrphans } from './find-orphans.ts';
import type { LakeProblem } from './lake-problem.ts';
import type { VerifyOptions } from './verify-options.ts';

export interface VerifiedDataset {
  readonly dataset: string;
  readonly version: number;
  readonly days: number;
  readonly files: number;
  readonly rows: number;
  readonly bytes: number;
  /** Days whose writer kept no record of the input: only their files can be proved. */
  readonly days_without_record: readonly string[];
}

export interface Verified {
  readonly datasets: readonly VerifiedDataset[];
  readonly problems: readonly LakeProblem[];
  /** Keys of refused records that no commit names; looked for where all datasets are verified and their logs are whole. */
  readonly orphans: readonly string[];
}

/**
 * Reads everything in a lake again, and holds it against the log: size, SHA-256 and rows of every data file, the
 * manifest of every day, what its records became, and the records that were refused.
 */
export async function verifyLake(options: VerifyOptions): Promise<Verified> {
  const verified: VerifiedDataset[] = [];
  const problems: LakeProblem[] = [];
  let logsAreWhole = true;
  for (const dataset of options.datasets) {
    const table = openTable(options.store, dataset.name);
    try {
      const snapshot = await table.snapshot();
      if (snapshot === null) continue;
      const checked = await verifyTable(table, snapshot, dataset, options);
      verified.push(checked.verified);
      problems.push(...checked.problems);
    } catch (error) {
      if (!isCodedError(error) || !BROKEN_LOG.has(error.code)) throw error;
      const file = String(error.details.file ?? `${dataset.name}/_delta_log`);
      problems.push({ dataset: dataset.name, file, problem: error.message });
      logsAreWhole = false;
    }
  }
  const { store, contract, datasets } = options;
  const everyRunIsKnown = logsAreWhole && datasets.length === contract.datasets.length;
  const orphans = everyRunIsKnown ? await findOrphans(store, datasets) : [];
  return { datasets: verified, problems, orphans };
}

const BROKEN_LOG = new Set(['LAKE_LOG_BROKEN', 'LAKE_LOG_GAP']);

async function verifyTable(
  table: Table,
  snapshot: Snapshot,
  dataset: DatasetIr,
  options: VerifyOptions,
): Promise<{ verified: VerifiedDataset; problems: LakeProblem[] }> {
  const column = dayColumn(dataset);
  const files = await checkFiles(table, snapshot, dataset, options);
  const published = await readPublishedDays(table, snapshot, column);
  const problems = [...files.problems];
  for (const [day, record] of published) {
    options.signal?.throwIfAborted();
    if (record === null) continue;
    problems.push(...(await checkDay(table, snapshot, dataset, record, files.eventsByDay.get(day) ?? null)));
  }
  return { verified: describe(dataset, snapshot, published, files.totals), problems };
}

function describe(
  dataset: DatasetIr,
  snapshot: Snapshot,
  published: ReadonlyMap<string, unknown>,
  totals: FileTotals,
): VerifiedDataset {
  return {
    dataset: dataset.name,
    version: snapshot.version,
    days: published.size,
    ...totals,
    days_without_record: [...published].filter(([, record]) => record === null).map(([day]) => day),
  };
}
