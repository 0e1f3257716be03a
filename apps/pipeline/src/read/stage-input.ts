import type { ContractIr, SourceIr } from '@datahub/contract';
import type { DuckDBConnection } from '@duckdb/node-api';

/** One file of the input. A business day may have several; their order is the order of the records. */
export interface InputFile {
  /** Absolute, local. */
  readonly path: string;
  /** As people are shown it: in errors, in the quarantine. */
  readonly name: string;
  /** Business day, `YYYY-MM-DD`: the `{date}` of the file, or `--date`. */
  readonly day: string;
}

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
  readonly onProgress?: (done: StageProgress) => void;
  readonly signal?: AbortSignal;
}

/** What became of the records of a day: `rowsRead = rowsAggregated + rowsDuplicate + rowsQuarantined`. */
export interface DayCounts {
  readonly day: string;
  /** Names of the day's files, in the order given. */
  readonly files: readonly string[];
  readonly rowsRead: number;
  readonly rowsAggregated: number;
  readonly rowsDuplicate: number;
  readonly rowsQuarantined: number;
  /** Values that had more digits than their column keeps. */
  readonly valuesRounded: number;
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
 * - `events`: the event's columns, typed, without duplicates, and `run_date` (`YYYY-MM-DD`, VARCHAR): what
 *   `aggregateSql` takes;
 * - `quarantine`: every refused record, whole: `run_date` VARCHAR, `file` VARCHAR, `line` BIGINT (first line, from 1),
 *   `byte_offset` BIGINT (from 0, of the decompressed content), `rule` VARCHAR, `detail` VARCHAR, `raw` BLOB.
 *
 * Nothing else is changed in the database. Rejects with a coded error where a file (or the source's SQL) is of no use
 * as a whole; then neither relation is left.
 */
export async function stageInput(_options: StageOptions): Promise<StagedInput> {
  throw new Error('not built yet');
}
