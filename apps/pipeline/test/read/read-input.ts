import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContractIr, contract, type SourceIr, sourceOf } from '@datahub/contract';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DayCounts } from '../../src/read/day-counts.ts';
import type { InputFile } from '../../src/read/input-file.ts';
import { stageInput } from '../../src/read/stage-input.ts';

export interface RefusedRecord {
  readonly run_date: string;
  readonly file: string;
  readonly line: number;
  readonly byte_offset: number | null;
  readonly rule: string;
  readonly detail: string | null;
  readonly raw: Buffer;
}

export interface ReadInput {
  readonly days: readonly DayCounts[];
  /** Every value as DuckDB prints it; in no order. */
  readonly events: readonly Readonly<Record<string, string | null>>[];
  /** In the order of the input. */
  readonly quarantine: readonly RefusedRecord[];
  /** What is left in the database and in the temporary folder once the relations are disposed of. */
  readonly left: readonly string[];
}

export interface ReadOptions {
  readonly contract?: ContractIr;
  readonly threads?: number;
}

/** A source of the contract by its name. */
export function source(name: string): SourceIr {
  const found = sourceOf(name);
  if (!found) throw new Error(`no source ${name}`);
  return found;
}

/** Stages files, and tells all that there is to see. */
export async function readInput(
  of: SourceIr,
  files: readonly InputFile[],
  options: ReadOptions = {},
): Promise<ReadInput> {
  const folder = await mkdtemp(join(tmpdir(), 'read-input-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const staged = await stageInput({
      connection,
      contract: options.contract ?? contract,
      source: of,
      files,
      tempDirectory: folder,
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    });
    await connection.run("SET TimeZone = 'UTC'");
    const events = await connection.runAndReadAll('SELECT COLUMNS(*)::VARCHAR FROM events');
    const refused = await connection.runAndReadAll(
      'SELECT run_date, file, line, byte_offset, rule, detail, hex(raw) AS raw FROM quarantine ORDER BY file, line',
    );
    const quarantine = refused.getRowObjectsJson().map((row) => ({
      ...(row as unknown as RefusedRecord),
      line: Number(row.line),
      byte_offset: row.byte_offset === null ? null : Number(row.byte_offset),
      raw: Buffer.from(String(row.raw), 'hex'),
    }));
    await staged.dispose();
    const relations = await connection.runAndReadAll(
      'SELECT view_name FROM duckdb_views() WHERE NOT internal UNION ALL SELECT table_name FROM duckdb_tables()',
    );
    return {
      days: staged.days,
      events: (events.getRowObjectsJson() as Record<string, string | null>[]).map(withInstants),
      quarantine,
      left: [...relations.getRowsJson().flat().map(String), ...(await readdir(folder))],
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

/** DuckDB's way of writing an instant becomes that of RFC 3339. */
function withInstants(row: Readonly<Record<string, string | null>>): Record<string, string | null> {
  const written = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$/;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value?.replace(written, '$1T$2Z') ?? null]),
  );
}

/** Writes the content to a file for as long as `use` takes, and stages it. */
export async function readContent(
  of: SourceIr,
  day: string,
  content: string | Uint8Array,
  options: ReadOptions = {},
): Promise<ReadInput> {
  const folder = await mkdtemp(join(tmpdir(), 'read-content-'));
  try {
    const path = join(folder, 'input');
    await writeFile(path, content);
    return await readInput(of, [{ path, name: 'input', day }], options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same bag of rows is the same list. */
export function inOrder<T>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
