import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import { type ActiveFile, type FileCheck, type Snapshot, type Table, verifyFile } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';
import { eventCounter } from '../publish/check-counts.ts';
import { mapLimited } from '../publish/map-limited.ts';
import { outOfMemory } from '../publish/open-engine.ts';
import { dayColumn } from '../publish/publish-record.ts';
import type { LakeProblem } from './lake-problem.ts';
import type { VerifyOptions } from './verify-options.ts';

export interface FileTotals {
  readonly files: number;
  readonly rows: number;
  readonly bytes: number;
}

interface CheckedFiles {
  readonly totals: FileTotals;
  readonly problems: readonly LakeProblem[];
  /**
   * Events that the rows of a day count; only of days whose files are all whole, and only where the dataset counts
   * all of its events.
   */
  readonly eventsByDay: ReadonlyMap<string, number>;
}

const READS_AT_ONCE = 8;
/** Files that one query opens. */
const BATCH = 200;

/** Size, SHA-256 and rows of every file of a version. */
export async function checkFiles(
  table: Table,
  snapshot: Snapshot,
  dataset: DatasetIr,
  options: VerifyOptions,
): Promise<CheckedFiles> {
  const problems: LakeProblem[] = [];
  const broken = new Set<string>();
  const events = new Map<string, number>();
  const column = dayColumn(dataset);
  const totals = { files: 0, rows: 0, bytes: 0 };
  const blame = (file: ActiveFile, problem: string) => {
    problems.push({ dataset: dataset.name, file: `${table.root}/${file.path}`, problem });
    broken.add(file.partitionValues[column] ?? '');
  };
  for (let first = 0; first < snapshot.files.length; first += BATCH) {
    options.signal?.throwIfAborted();
    const batch = snapshot.files.slice(first, first + BATCH);
    const checks = await mapLimited(batch, READS_AT_ONCE, (file) =>
      verifyFile(table.store, table.root, file),
    );
    const whole = batch.filter((file, index) => {
      const problem = describeCheck(checks[index] as FileCheck);
      if (problem !== null) blame(file, problem);
      return problem === null;
    });
    const contents = await readContents(table, whole, dataset, options);
    for (const [index, file] of whole.entries()) {
      const content = contents[index] as FileContent;
      if ('problem' in content) {
        blame(file, content.problem);
        continue;
      }
      if (file.rows !== null && content.rows !== file.rows) {
        blame(file, `has ${content.rows} rows, and the log says ${file.rows}`);
      }
      const day = file.partitionValues[column] ?? '';
      if (content.events !== null) events.set(day, (events.get(day) ?? 0) + content.events);
      totals.rows += content.rows;
    }
    totals.files += batch.length;
    totals.bytes += batch.reduce((sum, { size }) => sum + size, 0);
    options.onProgress?.(totals.files, snapshot.files.length);
  }
  for (const day of broken) events.delete(day);
  return { totals, problems, eventsByDay: events };
}

function describeCheck(check: FileCheck): string | null {
  switch (check.status) {
    case 'ok':
      return null;
    case 'missing':
      return 'is missing';
    case 'size-differs':
      return `has ${check.found} bytes, and the log says ${check.expected}`;
    case 'sha256-differs':
      return `has the SHA-256 ${check.found}, and the log says ${check.expected}`;
    case 'not-parquet':
      return 'is no Parquet file';
  }
}

type FileContent = { readonly rows: number; readonly events: number | null } | { readonly problem: string };

/** What DuckDB reads in files that are whole. */
async function readContents(
  table: Table,
  files: readonly ActiveFile[],
  dataset: DatasetIr,
  { connection, folder }: VerifyOptions,
): Promise<FileContent[]> {
  const copies = join(folder, 'copies');
  await mkdir(copies, { recursive: true });
  try {
    const paths = await mapLimited(files, READS_AT_ONCE, (file) => localPathOf(table, file, copies));
    const counter = eventCounter(dataset);
    const sum = counter === null ? 'NULL' : `CAST(SUM(${quoteName(counter)}) AS DOUBLE)`;
    const read = (list: readonly string[]) => readRows(connection, list, sum);
    try {
      return await read(paths);
    } catch {
      // One of them cannot be read: which, and why?
      return await mapLimited(paths, 1, async (path) => {
        const reason = await read([path]).catch((error: Error) => error);
        if (outOfMemory(reason) !== null) throw reason; // no fault of the file
        if (reason instanceof Error) return { problem: `cannot be read: ${reason.message.split('\n')[0]}` };
        return reason[0] as FileContent;
      });
    }
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
}

async function readRows(
  connection: DuckDBConnection,
  paths: readonly string[],
  sum: string,
): Promise<FileContent[]> {
  if (paths.length === 0) return [];
  const list = paths.map((path) => quoteText(path)).join(', ');
  const result = await connection.runAndReadAll(
    `SELECT filename, CAST(COUNT(*) AS DOUBLE), ${sum}
     FROM read_parquet([${list}], filename = true, hive_partitioning = false, union_by_name = true) GROUP BY 1`,
  );
  const found = new Map(result.getRowsJS().map(([path, rows, events]) => [path as string, { rows, events }]));
  return paths.map((path) => {
    const row = found.get(path);
    return { rows: (row?.rows ?? 0) as number, events: (row?.events ?? null) as number | null };
  });
}

async function localPathOf(table: Table, file: ActiveFile, folder: string): Promise<string> {
  const key = `${table.root}/${file.path}`;
  const local = table.store.localPath(key);
  // DuckDB takes a path for a glob: a name with such characters is copied to one without.
  if (local !== null && !/[*?[\]{}]/.test(local)) return local;
  const bytes = await table.store.get(key);
  const copy = join(
    folder,
    `${Buffer.from(file.path).toString('base64url').slice(-80)}-${file.size}.parquet`,
  );
  await writeFile(copy, bytes ?? new Uint8Array());
  return copy;
}
