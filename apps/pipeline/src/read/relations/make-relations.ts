import { join } from 'node:path';
import { duckdbType, type FieldIr, type SourceIr } from '@datahub/contract';
import type { ParserPlan } from '@datahub/contract/storage';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventPlan } from '../plan-event.ts';
import type { ReadTask } from '../run-task.ts';
import type { RunResult } from '../run-tasks.ts';
import { STAGED } from '../staging/staged-names.ts';
import { createDuplicates, withoutDuplicates } from './duplicates.ts';
import { fetchRaw } from './fetch-raw.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findRepeatedIds } from './find-repeated-ids.ts';
import { columnsOf, listOf, RELATIONS } from './names.ts';
import { fetchParquetRecords } from './read-parquet.ts';
import { refuseEvents } from './refuse-events.ts';
import { INPUT } from './source-query.ts';

export interface RelationOptions {
  readonly connection: DuckDBConnection;
  readonly source: SourceIr;
  readonly event: EventPlan;
  readonly plan: ParserPlan;
  /** SELECT that makes events of `#input`; null where the staged records are events. */
  readonly mapping: string | null;
  readonly tasks: readonly ReadTask[];
  readonly read: RunResult;
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/** Makes `events` and `quarantine` of the staged files, and what they need. */
export async function makeRelations(options: RelationOptions): Promise<void> {
  const { connection, event, mapping, tasks, read } = options;
  await createTasks(connection, tasks, read);
  await createInput(options);
  const refused = [...read.refused];
  if (mapping !== null) {
    await connection.run(`CREATE TEMP VIEW ${quoteName(RELATIONS.MAPPED)} AS ${mapping}`);
    await refuseEvents(connection, event);
    refused.push(...(await fetchRefused(options)));
  }
  await createEvents(options);
  await createQuarantine(connection, refused);
}

/** The records of events that were refused, as they arrived. */
async function fetchRefused({
  connection,
  source,
  tasks,
  folder,
  signal,
}: RelationOptions): Promise<string[]> {
  if (source.format === 'PARQUET') return fetchParquetRecords(connection, source, tasks, folder);
  const path = await fetchRaw(connection, tasks, join(folder, 'events.refused.parquet'), signal);
  return path === null ? [] : [path];
}

/** Leaves the connection as it was. */
export async function dropRelations(connection: DuckDBConnection): Promise<void> {
  const { EVENTS, QUARANTINE, MAPPED, TASKS, REFUSED, DUPLICATES } = RELATIONS;
  for (const view of [EVENTS, QUARANTINE, MAPPED, INPUT]) {
    await connection.run(`DROP VIEW IF EXISTS temp.${quoteName(view)}`);
  }
  for (const table of [TASKS, REFUSED, DUPLICATES]) {
    await connection.run(`DROP TABLE IF EXISTS temp.${quoteName(table)}`);
  }
}

async function createTasks(
  connection: DuckDBConnection,
  tasks: readonly ReadTask[],
  { results }: RunResult,
): Promise<void> {
  let before = 0;
  const rows = tasks.map((task, index) => {
    before = tasks[index - 1]?.file === task.file ? before + (results[index - 1]?.lines ?? 0) : 0;
    return `(${task.index}, ${quoteText(task.name)}, ${quoteText(task.day)}, ${before})`;
  });
  await connection.run(
    `CREATE TEMP TABLE ${quoteName(RELATIONS.TASKS)} (task INTEGER, file VARCHAR, run_date VARCHAR, lines_before BIGINT)`,
  );
  await connection.run(`INSERT INTO ${quoteName(RELATIONS.TASKS)} VALUES ${rows.join(', ')}`);
}

async function createInput({ connection, plan, read }: RelationOptions): Promise<void> {
  const fields = plan.fields.filter((field) => field.staged);
  const select =
    read.good.length > 0
      ? `SELECT * EXCLUDE (file_row_number), file_row_number AS ${quoteName(STAGED.row)}
         FROM read_parquet(${listOf(read.good)}, file_row_number = true)`
      : `SELECT ${[...fields.map(typedNull), ...emptyIdentity(plan.mapped)].join(', ')} WHERE false`;
  await connection.run(`CREATE TEMP VIEW ${quoteName(INPUT)} AS ${select}`);
}

function typedNull({ name, type }: Pick<FieldIr, 'name' | 'type'>): string {
  return `CAST(NULL AS ${duckdbType(type)}) AS ${quoteName(name)}`;
}

function emptyIdentity(places: boolean): string[] {
  const { runDate, task, row, line, offset, length } = STAGED;
  const numbers = places ? [task, row, line, offset, length] : [task, row];
  return [
    `CAST(NULL AS VARCHAR) AS ${quoteName(runDate)}`,
    ...numbers.map((name) => `CAST(NULL AS BIGINT) AS ${quoteName(name)}`),
  ];
}

/** Events without those that were refused, and without duplicates. */
async function createEvents({ connection, event, mapping, read }: RelationOptions): Promise<void> {
  const identity = columnsOf([STAGED.task, STAGED.row]);
  const without = (relation: string) => `ANTI JOIN ${quoteName(relation)} USING (${identity})`;
  const used = event.event.fields.filter((field) => event.used.includes(field.name));
  const value = ({ name }: FieldIr) => (mapping === null ? quoteName(name) : `${quoteName(name)}.v`);
  const from =
    mapping === null ? quoteName(INPUT) : `${quoteName(RELATIONS.MAPPED)} ${without(RELATIONS.REFUSED)}`;
  const columns = used.map((field) => `${value(field)} AS ${quoteName(field.name)}`);
  const id = event.event.fields.find((field) => field.name === event.event.idField);
  await createDuplicates(connection);
  if (id && read.good.length > 0) {
    // An empty id names nothing: two of them are two events.
    const rows = `SELECT ${columnsOf([STAGED.task, STAGED.row, STAGED.runDate])}, NULLIF(${value(id)}, '') AS id FROM ${from}`;
    const staged = read.results.reduce((sum, result) => sum + result.staged, 0);
    if (read.repeated === null) await findDuplicates(connection, rows, staged);
    else await findRepeatedIds(connection, id.name, read.repeated);
  }
  const events = await withoutDuplicates(connection, from);
  await connection.run(
    `CREATE TEMP VIEW ${RELATIONS.EVENTS} AS
     SELECT ${columns.join(', ')}, ${quoteName(STAGED.runDate)} AS run_date FROM ${events}`,
  );
}

async function createQuarantine(connection: DuckDBConnection, refused: readonly string[]): Promise<void> {
  const records =
    refused.length > 0
      ? `read_parquet(${listOf(refused)})`
      : `(SELECT NULL::INTEGER AS ${quoteName(STAGED.task)}, NULL::BIGINT AS line, NULL::BIGINT AS byte_offset,
           NULL::VARCHAR AS rule, NULL::VARCHAR AS detail, NULL::BLOB AS raw WHERE false)`;
  await connection.run(
    `CREATE TEMP VIEW ${RELATIONS.QUARANTINE} AS
     SELECT run_date, file, line + lines_before AS line, byte_offset, rule, detail, raw
     FROM ${records} AS record JOIN ${quoteName(RELATIONS.TASKS)} AS task ON record.${quoteName(STAGED.task)} = task.task`,
  );
}
