import type { DatasetIr, EventIr } from '@datahub/contract';
import { partitionPath } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../errors.ts';
import type { StagedFile } from './aggregate-dataset.ts';
import { checkColumns, type Misfit } from './check-columns.ts';
import { eventCounter } from './check-counts.ts';
import { dayColumn } from './publish-record.ts';
import { type FileValues, findTwins, readFooters, scanValues } from './read-written.ts';
import { rowRules } from './row-rules.ts';
import { uniqueKeys } from './unique-keys.ts';
import { type ValueRule, valueRules } from './value-rules.ts';

export interface CheckWrittenOptions {
  readonly connection: DuckDBConnection;
  readonly dataset: DatasetIr;
  /** What the dataset is made of. */
  readonly event: EventIr | undefined;
  /** Finished, and not in the lake yet. */
  readonly files: readonly StagedFile[];
  /** Days that were to be written, with the records that went into each. */
  readonly rowsAggregated: ReadonlyMap<string, number>;
}

// Bounds the length of a query, which names its files; a day is not taken apart.
const FILES_AT_ONCE = 512;

/**
 * Holds the data files against the contract as they were written, whoever wrote them: their footers, then one scan of
 * their values, and their keys. Nothing of them is in the lake yet.
 *
 * @throws WRITTEN_UNFIT, ROWS_LOST
 */
export async function checkWritten(options: CheckWrittenOptions): Promise<void> {
  const { connection, dataset, event, files, rowsAggregated } = options;
  const rules = [...valueRules(dataset, event), ...rowRules(dataset)];
  const keys = uniqueKeys(dataset);
  const totals = new Map<string, number>();
  for (const batch of wholeDays(files, dayColumn(dataset))) {
    for (const file of batch) refuse(dataset, file, checkPartition(dataset, file, rowsAggregated));
    const columns = await readFooters(connection, batch);
    for (const file of batch) {
      refuse(dataset, file, checkColumns(dataset, columns.get(file.localPath) ?? new Map()));
    }
    const scanned = await scanValues(connection, dataset, rules, batch);
    for (const [index, values] of scanned.entries()) {
      const file = batch[index] as StagedFile;
      checkRows(dataset.name, file.rows, values.rows);
      refuse(dataset, file, checkValues(rules, values));
      const day = file.partitionValues[dayColumn(dataset)] ?? '';
      totals.set(day, (totals.get(day) ?? 0) + values.events);
    }
    for (const key of keys) {
      const twins = await findTwins(connection, dataset, key, batch);
      if (twins === null) continue;
      const misfit = { column: key.columns.join(', '), expected: key.expected };
      refuse(dataset, batch[twins.file] as StagedFile, {
        ...misfit,
        found: `${twins.rows} rows of ${twins.key}`,
      });
    }
  }
  if (eventCounter(dataset) === null) return;
  // Where a dataset counts all of its events, the counts must be those of the input.
  for (const [day, rows] of rowsAggregated) checkRows(`${dataset.name}, ${day}`, rows, totals.get(day) ?? 0);
}

/** Batches of files in their order, but for those of one day, which are kept together. */
function wholeDays(files: readonly StagedFile[], day: string): StagedFile[][] {
  const days = new Map<string, StagedFile[]>();
  for (const file of files) {
    const key = file.partitionValues[day] ?? '';
    const known = days.get(key);
    if (known) known.push(file);
    else days.set(key, [file]);
  }
  const batches: StagedFile[][] = [];
  for (const filesOfDay of days.values()) {
    const last = batches.at(-1);
    if (last && last.length + filesOfDay.length <= FILES_AT_ONCE) last.push(...filesOfDay);
    else batches.push(filesOfDay);
  }
  return batches;
}

/** Partition values stand in the log alone: what is wrong there cannot be seen in a file. */
function checkPartition(
  dataset: DatasetIr,
  { partitionValues }: StagedFile,
  days: ReadonlyMap<string, number>,
): Misfit | null {
  for (const column of dataset.partitionBy) {
    if (partitionValues[column] == null) return { column, expected: 'a value in every row', found: 'null' };
  }
  const column = dayColumn(dataset);
  const day = partitionValues[column] ?? '';
  return days.has(day) ? null : { column, expected: 'a day that was to be published', found: day };
}

function checkValues(rules: readonly ValueRule[], values: FileValues): Misfit | null {
  for (const [index, { column, expected }] of rules.entries()) {
    const { rows = 0, sample = null } = values.broken[index] ?? {};
    if (rows > 0) return { column, expected, found: `${sample} (${rows} of ${values.rows} rows)` };
  }
  return null;
}

function checkRows(dataset: string, expected: number, actual: number): void {
  if (actual !== expected) throw pipelineError('ROWS_LOST', { dataset, expected, actual });
}

function refuse(dataset: DatasetIr, { partitionValues, index }: StagedFile, misfit: Misfit | null): void {
  if (misfit === null) return;
  const partition = partitionPath(dataset.partitionBy, partitionValues);
  const file = `${dataset.name}/${partition}/part-${String(index).padStart(5, '0')}`;
  throw pipelineError('WRITTEN_UNFIT', { file, ...misfit });
}
