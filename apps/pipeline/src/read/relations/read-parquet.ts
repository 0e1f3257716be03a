import { join } from 'node:path';
import { type ColumnType, duckdbType, type FieldIr, type SourceIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../../errors.ts';
import type { ReadTask, TaskResult } from '../run-task.ts';
import type { RunOptions, RunResult } from '../run-tasks.ts';
import { STAGED } from '../staging/staged-names.ts';
import { columnsOf, RELATIONS } from './names.ts';

/**
 * The same as `runTasks` for a source that delivers Parquet, which has types of its own: DuckDB reads it, and every
 * column is held to the type that the contract declares. A record's line is its row, counted from 1; it has no byte
 * offset, and its raw form is its JSON.
 *
 * @throws INPUT_PARQUET_INVALID, INPUT_PARQUET_COLUMN
 */
export async function readParquet(
  connection: DuckDBConnection,
  source: SourceIr,
  { tasks, folder, onDone, signal }: Pick<RunOptions, 'tasks' | 'folder' | 'onDone' | 'signal'>,
): Promise<RunResult> {
  const results: TaskResult[] = [];
  const good: string[] = [];
  const refused: string[] = [];
  for (const task of tasks) {
    signal?.throwIfAborted();
    try {
      const found = await columnTypes(connection, task.path);
      checkColumns(found, task, source);
    } catch (error) {
      throw invalid(error, task);
    }
    const files = {
      good: join(folder, `rows-${task.index}.good.parquet`),
      refused: join(folder, `rows-${task.index}.refused.parquet`),
    };
    const result = await stageFile(connection, source.fields, task, files).catch((error: unknown) => {
      throw invalid(error, task);
    });
    good.push(files.good);
    if (result.refused > 0) refused.push(files.refused);
    results.push(result);
    onDone(task, result);
  }
  return { results, good, refused, repeated: null };
}

function invalid(error: unknown, task: ReadTask): unknown {
  if (!(error instanceof Error) || 'code' in error) return error;
  const reason = error.message.split('\n')[0] ?? error.message;
  return pipelineError('INPUT_PARQUET_INVALID', { file: task.name, reason }, error);
}

/** DuckDB's type of each column. INT96 holds instants in UTC, though nothing in the file says so: Spark writes them. */
async function columnTypes(connection: DuckDBConnection, path: string): Promise<ReadonlyMap<string, string>> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${quoteText(path)})`);
  const schema = await connection.runAndReadAll(
    `SELECT name FROM parquet_schema(${quoteText(path)}) WHERE type = 'INT96'`,
  );
  const instants = new Set(schema.getRowsJson().flat());
  return new Map(
    described
      .getRowsJson()
      .map(([name, type]) => [
        String(name),
        instants.has(String(name)) ? 'TIMESTAMP WITH TIME ZONE' : String(type),
      ]),
  );
}

function checkColumns(found: ReadonlyMap<string, string>, task: ReadTask, source: SourceIr): void {
  for (const { name, type } of source.fields) {
    const actual = found.get(name);
    if (actual !== undefined && holds(actual, type)) continue;
    throw pipelineError('INPUT_PARQUET_COLUMN', {
      file: task.name,
      column: name,
      actual: actual ?? 'not there',
      source: source.name,
      expected: duckdbType(type),
    });
  }
}

/** True where values can be taken over by their own kind; whether each of them fits is seen row by row. */
function holds(actual: string, type: ColumnType): boolean {
  const whole = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(actual);
  switch (type.kind) {
    case 'int':
    case 'bigint':
      return whole;
    case 'decimal':
      return whole || actual.startsWith('DECIMAL(');
    case 'double':
      return actual === 'DOUBLE' || actual === 'FLOAT';
    default:
      return (
        actual === duckdbType(type) || (type.kind === 'timestamp' && actual === 'TIMESTAMP WITH TIME ZONE')
      );
  }
}

/** An INT96 arrives as a TIMESTAMP: the session's zone must not be asked what it means. */
function typed({ name, type }: FieldIr): string {
  const column = `record.${quoteName(name)}`;
  if (type.kind === 'timestamp') {
    return `CASE typeof(${column}) WHEN 'TIMESTAMP' THEN timezone('UTC', TRY_CAST(CAST(${column} AS VARCHAR) AS TIMESTAMP)) ELSE TRY_CAST(${column} AS TIMESTAMPTZ) END`;
  }
  return `TRY_CAST(${column} AS ${duckdbType(type)})`;
}

function refusalOf(field: FieldIr): string[] {
  const column = `record.${quoteName(field.name)}`;
  const when = (condition: string, rule: string) =>
    `WHEN ${condition} THEN {'rule': ${quoteText(rule)}, 'detail': ${quoteText(field.name)}}`;
  return [
    when(`${column} IS NOT NULL AND ${quoteName(field.name)} IS NULL`, 'wrong_type'),
    ...(field.type.kind === 'double' ? [when(`NOT isfinite(${quoteName(field.name)})`, 'wrong_type')] : []),
    ...(field.nullable ? [] : [when(`${column} IS NULL`, 'missing_required')]),
  ];
}

/** A decimal with more digits than its column keeps. */
function roundedOf({ name, type }: FieldIr): string[] {
  return type.kind === 'decimal'
    ? [`CAST(coalesce(record.${quoteName(name)} <> ${quoteName(name)}, false) AS INTEGER)`]
    : [];
}

async function stageFile(
  connection: DuckDBConnection,
  fields: readonly FieldIr[],
  task: ReadTask,
  files: { readonly good: string; readonly refused: string },
): Promise<TaskResult> {
  const rounded = fields.flatMap(roundedOf);
  const cases = fields.flatMap(refusalOf);
  const rows = `
    SELECT *, ${cases.length > 0 ? `CASE ${cases.join('\n')} END` : 'NULL'} AS "#refusal",
      ${rounded.length > 0 ? rounded.join(' + ') : '0'} AS "#rounded"
    FROM (
      SELECT record, file_row_number AS "#file_row", ${fields.map((field) => `${typed(field)} AS ${quoteName(field.name)}`).join(', ')}
      FROM (SELECT ${recordOf(fields)} AS record, file_row_number FROM read_parquet(${quoteText(task.path)}, file_row_number = true))
    )`;
  const staged = await connection.run(
    `COPY (SELECT ${columnsOf(fields.map(({ name }) => name))}, ${quoteText(task.day)} AS ${quoteName(STAGED.runDate)},
       ${task.index}::INTEGER AS ${quoteName(STAGED.task)}, "#file_row" + 1 AS ${quoteName(STAGED.line)},
       NULL::BIGINT AS ${quoteName(STAGED.offset)}, NULL::BIGINT AS ${quoteName(STAGED.length)}, "#rounded"
     FROM (${rows}) WHERE "#refusal" IS NULL) TO ${quoteText(files.good)} (FORMAT parquet, COMPRESSION uncompressed)`,
  );
  const refused = await connection.run(
    `COPY (SELECT ${task.index}::INTEGER AS ${quoteName(STAGED.task)}, "#file_row" + 1 AS line, NULL::BIGINT AS byte_offset,
       "#refusal".rule AS rule, "#refusal".detail AS detail, encode(CAST(to_json(record) AS VARCHAR)) AS raw
     FROM (${rows}) WHERE "#refusal" IS NOT NULL) TO ${quoteText(files.refused)} (FORMAT parquet)`,
  );
  const sum = await connection.runAndReadAll(
    `SELECT CAST(coalesce(sum("#rounded"), 0) AS BIGINT) FROM read_parquet(${quoteText(files.good)})`,
  );
  const counts = {
    staged: staged.rowsChanged,
    refused: refused.rowsChanged,
    rounded: Number(sum.getRowsJson()[0]?.[0]),
  };
  const records = counts.staged + counts.refused;
  return { index: task.index, lines: records, records, fast: 0, ...counts };
}

function recordOf(fields: readonly FieldIr[]): string {
  return `struct_pack(${fields.map(({ name }) => `${quoteName(name)} := ${quoteName(name)}`).join(', ')})`;
}

/** Brings the records that were refused after they were staged, as `fetchRaw` does for text. */
export async function fetchParquetRecords(
  connection: DuckDBConnection,
  { fields }: SourceIr,
  tasks: readonly ReadTask[],
  folder: string,
): Promise<string[]> {
  const counted = await connection.runAndReadAll(
    `SELECT DISTINCT ${columnsOf([STAGED.task])} FROM ${quoteName(RELATIONS.REFUSED)} ORDER BY 1`,
  );
  const paths: string[] = [];
  for (const [index] of counted.getRowsJson()) {
    const task = tasks[Number(index)] as ReadTask;
    const path = join(folder, `events-${task.index}.refused.parquet`);
    await connection.run(
      `COPY (SELECT ${columnsOf([STAGED.task])}, ${columnsOf([STAGED.line])} AS line, NULL::BIGINT AS byte_offset, rule, detail,
         encode(CAST(to_json(${recordOf(fields)}) AS VARCHAR)) AS raw
       FROM ${quoteName(RELATIONS.REFUSED)} JOIN read_parquet(${quoteText(task.path)}, file_row_number = true)
         ON file_row_number + 1 = ${columnsOf([STAGED.line])}
       WHERE ${columnsOf([STAGED.task])} = ${task.index}) TO ${quoteText(path)} (FORMAT parquet)`,
    );
    paths.push(path);
  }
  return paths;
}
