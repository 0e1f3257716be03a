import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DayCounts } from './day-counts.ts';
import type { InputFile } from './input-file.ts';
import { countDuplicates } from './relations/duplicates.ts';
import { RELATIONS } from './relations/names.ts';
import type { ReadTask, TaskResult } from './run-task.ts';

/** Adds up what became of the records, by day. What is aggregated is counted, not inferred: the law must be able to fail. */
export async function countDays(
  connection: DuckDBConnection,
  files: readonly InputFile[],
  tasks: readonly ReadTask[],
  results: readonly TaskResult[],
): Promise<DayCounts[]> {
  const aggregated = await countBy(connection, RELATIONS.EVENTS, 'run_date');
  const quarantined = await countBy(connection, RELATIONS.QUARANTINE, 'run_date');
  const duplicate = await countDuplicates(connection);
  const sum = (day: string, of: (task: ReadTask) => number | undefined) =>
    tasks.reduce((total, task) => total + (task.day === day ? (of(task) ?? 0) : 0), 0);
  return [...new Set(files.map((file) => file.day))].sort().map((day) => ({
    day,
    files: files.filter((file) => file.day === day).map((file) => file.name),
    rowsRead: sum(day, ({ index }) => results[index]?.records),
    rowsAggregated: aggregated.get(day) ?? 0,
    rowsDuplicate: sum(day, ({ index }) => duplicate.get(index)),
    rowsQuarantined: quarantined.get(day) ?? 0,
    valuesRounded: sum(day, ({ index }) => results[index]?.rounded),
  }));
}

async function countBy(
  connection: DuckDBConnection,
  relation: string,
  day: string,
): Promise<Map<string, number>> {
  const rows = await connection.runAndReadAll(
    `SELECT ${quoteName(day)}, count(*) FROM ${quoteName(relation)} GROUP BY 1`,
  );
  return new Map(rows.getRowsJson().map(([key, count]) => [String(key), Number(count)]));
}
