import type { ContractIr, FieldIr, SourceIr } from '@datahub/contract';
import { duckdbType, isCodedError } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';
import { sourceQuery } from '@datahub/pipeline/source-query';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type Finding, positionAt } from '../place.ts';

/** Texts of SQL files by their path below `schema/`, as they are on disk. */
export type SqlTexts = ReadonlyMap<string, string>;

/** Something wrong with the SELECT of a source. */
interface Problem {
  /** In the file. */
  readonly offset: number;
  readonly message: string;
  /** Columns that it is about. */
  readonly names: readonly string[];
}

/**
 * Prepares the SELECT of every source, as a publish would, against both contracts: with records and events of the
 * declared types, and no data. What only the new contract makes wrong is a finding.
 *
 * @param schemaFolder from the root: `libs/contract/schema`
 */
export async function checkSourceSql(
  base: ContractIr,
  head: ContractIr,
  texts: SqlTexts,
  schemaFolder: string,
  project: string,
): Promise<Finding[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const findings: Finding[] = [];
    for (const source of head.sources) {
      const text = source.sqlFile === null ? undefined : texts.get(source.sqlFile);
      if (text === undefined) continue;
      const before = base.sources.find(({ name }) => name === source.name);
      const fields = before?.fields ?? [];
      const known = before
        ? await problemsOf(connection, base, { ...before, sql: text.trim() }, text, fields)
        : [];
      for (const { offset, message, names } of await problemsOf(connection, head, source, text, fields)) {
        if (known.some((other) => other.message === message)) continue;
        findings.push({
          file: `${schemaFolder}/${source.sqlFile}`,
          ...positionAt(text, offset),
          project,
          kind: 'source sql',
          breaks: true,
          reason: null,
          message,
          touches: names.flatMap((name) => [`${source.typeName}.${name}`, `${source.event}.${name}`, name]),
        });
      }
    }
    return findings;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function problemsOf(
  connection: DuckDBConnection,
  contract: ContractIr,
  source: SourceIr,
  text: string,
  before: readonly FieldIr[],
): Promise<Problem[]> {
  const event = contract.events.find(({ typeName }) => typeName === source.event);
  if (!event) return [];
  const unread = await findUnread(connection, source, text, before);
  if (unread.length > 0) return unread;
  return findUngiven(connection, source, event.fields, text);
}

/** DuckDB stops at the first thing that it cannot bind: a column that is missing is given, and it is asked again. */
async function findUnread(
  connection: DuckDBConnection,
  source: SourceIr,
  text: string,
  before: readonly FieldIr[],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const columns = source.fields.map((field) => `${quoteName(field.name)} ${duckdbType(field.type)}`);
  await connection.run('SET errors_as_json = true');
  try {
    for (;;) {
      await connection.run(`CREATE OR REPLACE TEMP TABLE input (${columns.join(', ')})`);
      const error = await connection.run(`DESCRIBE ${text}`).then(() => null, readError);
      if (error === null) return problems;
      const [missing] = error.names;
      const offset =
        error.position === null ? offsetOfColumn(text, missing) : error.position - 'DESCRIBE '.length;
      problems.push({ offset, message: error.message, names: error.names });
      if (missing === undefined) return problems;
      // As it was: what else is wrong is told when the column is there.
      const was = before.find(({ name }) => name === missing);
      columns.push(`${quoteName(missing)} ${was ? duckdbType(was.type) : 'VARCHAR'}`);
    }
  } finally {
    await connection.run('DROP TABLE IF EXISTS input');
    await connection.run('SET errors_as_json = false');
  }
}

/** What DuckDB says of a statement. It names the column in words where an alias is called the same, and no position. */
function readError(error: unknown): { message: string; names: string[]; position: number | null } {
  const { exception_message, position, error_subtype, name } = JSON.parse(
    error instanceof Error ? error.message : String(error),
  ) as { exception_message: string; position?: string; error_subtype?: string; name?: string };
  const named = /^Column "(.+?)" referenced that exists in the SELECT clause/.exec(exception_message)?.[1];
  const missing = error_subtype === 'COLUMN_NOT_FOUND' ? name : named;
  return {
    message: exception_message.split('\n')[0] ?? exception_message,
    names: missing ? [missing] : [],
    position: position === undefined ? null : Number(position),
  };
}

/** Where a column is first read; the beginning of the SELECT where it is not found by its name. */
function offsetOfColumn(text: string, name: string | undefined): number {
  const code = text.replaceAll(/--[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const at = name === undefined ? -1 : code.search(new RegExp(`\\b${name}\\b`));
  return at < 0 ? Math.max(0, code.search(/\bSELECT\b/i)) : at;
}

/** What the pipeline says of the columns that the SELECT gives. */
async function findUngiven(
  connection: DuckDBConnection,
  source: SourceIr,
  event: readonly FieldIr[],
  text: string,
): Promise<Problem[]> {
  try {
    await sourceQuery(connection, source, event);
    return [];
  } catch (error) {
    if (!isCodedError(error)) throw error;
    const names = [...new Set([...event.map(({ name }) => name), ...aliasesOf(text)])];
    return String(error.details.reason)
      .split('; ')
      .map((reason) => {
        const about = names.filter((name) => new RegExp(`\\b${name}\\b`).test(reason));
        const alias = about.map((name) => offsetOfAlias(text, name)).find((offset) => offset >= 0);
        return { offset: alias ?? offsetOfColumn(text, undefined), message: reason, names: about };
      });
  }
}

const ALIAS = /\bAS\s+(\w+)\s*(?=,|\bFROM\b)/gi;

function aliasesOf(text: string): string[] {
  return [...text.matchAll(ALIAS)].map(([, name = '']) => name);
}

function offsetOfAlias(text: string, name: string): number {
  const match = [...text.matchAll(ALIAS)].find(([, alias]) => alias === name);
  return match ? match.index + match[0].indexOf(name, 2) : -1;
}
