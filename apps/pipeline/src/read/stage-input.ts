import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractIr, SourceIr } from '@datahub/contract';
import { parserPlan } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { countDays } from './count-days.ts';
import { dayBounds } from './day-bounds.ts';
import type { DayCounts } from './day-counts.ts';
import type { InputFile } from './input-file.ts';
import { planEvent } from './plan-event.ts';
import { planTasks } from './plan-tasks.ts';
import { dropRelations, makeRelations } from './relations/make-relations.ts';
import { readParquet } from './relations/read-parquet.ts';
import { sourceQuery } from './relations/source-query.ts';
import type { ReadTask, TaskResult } from './run-task.ts';
import { runTasks } from './run-tasks.ts';

export interface StageProgress {
  /** Files that were read to their end. */
  readonly files: number;
  /** Bytes read, as they lie on disk (compressed where the file is). */
  readonly bytes: number;
  /** Records read. */
  readonly rows: number;
}

export interface StageOptions {
  readonly connection: DuckDBConnection;
  readonly contract: ContractIr;
  readonly source: SourceIr;
  readonly files: readonly InputFile[];
  /** Where the staged records are kept while they are needed; a folder is made in it. Default: the system's. */
  readonly tempDirectory?: string;
  /** Files or parts of files that are read at once. Default: the number of processors. */
  readonly threads?: number;
  /** False: nothing but the parser reads. Default: true. */
  readonly fastPath?: boolean;
  readonly onProgress?: (done: StageProgress) => void;
  readonly signal?: AbortSignal;
}

export interface StagedInput {
  /** Oldest first. */
  readonly days: readonly DayCounts[];
  /** Removes the relations and the staged files. Call it once the relations are no longer needed. */
  dispose(): Promise<void>;
}

/**
 * Reads the input strictly, and leaves two relations in the connection:
 *
 * - `events`: the event's columns that a dataset reads (and the one that names it), typed, without duplicates, and
 *   `run_date` (`YYYY-MM-DD`, VARCHAR): what `aggregateSql` takes;
 * - `quarantine`: every refused record, whole: `run_date` VARCHAR, `file` VARCHAR, `line` BIGINT (first line, from 1),
 *   `byte_offset` BIGINT (from 0, of the decompressed content), `rule` VARCHAR, `detail` VARCHAR, `raw` BLOB.
 *
 * Records are parsed here, not by DuckDB: its readers take what RFC 8259 refuses, change values to fit their column,
 * and lose lines behind bad ones; a strict second look at each line would be a parser all the same. Typed columns go to
 * DuckDB as Parquet files in a temporary folder, which both relations read until they are disposed of.
 *
 * Nothing else is changed in the database. Rejects with a coded error where a file (or the source's SQL) is of no use
 * as a whole; then neither relation is left.
 */
export async function stageInput(options: StageOptions): Promise<StagedInput> {
  const { connection, contract, source, files, signal } = options;
  const event = planEvent(contract, source);
  const plan = parserPlan(source, event);
  const mapping = plan.mapped ? await sourceQuery(connection, source, event.event.fields) : null;
  const bounds = await dayBounds(
    connection,
    files.map((file) => file.day),
    event.zone,
  );
  const tasks = await planTasks(source, files, bounds);
  const folder = await mkdtemp(join(options.tempDirectory ?? tmpdir(), 'records-'));
  const dispose = async () => {
    await dropRelations(connection);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const run = { tasks, folder, onDone: reporter(options, tasks), signal };
    const read =
      source.format === 'PARQUET'
        ? await readParquet(connection, source, run)
        : await runTasks({
            plan,
            idField: event.event.idField,
            threads: options.threads ?? availableParallelism(),
            fastPath: options.fastPath ?? true,
            ...run,
          });
    await makeRelations({ connection, source, event, plan, mapping, tasks, read, folder, signal });
    return { days: await countDays(connection, files, tasks, read.results), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Adds up what is done; a file is done when all of its tasks are. */
function reporter({ onProgress, files }: StageOptions, tasks: readonly ReadTask[]) {
  const open = files.map((_, place) => tasks.filter((task) => task.file === place).length);
  const done = { files: 0, bytes: 0, rows: 0 };
  return (task: ReadTask, result: TaskResult) => {
    const left = (open[task.file] ?? 1) - 1;
    open[task.file] = left;
    if (left === 0) done.files++;
    done.bytes += Math.min(task.end, task.size) - task.start;
    done.rows += result.records;
    onProgress?.({ ...done });
  };
}
