import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from '@datahub/contract';
import { type ParserPlan, parserPlan, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { planEvent } from '../../src/read/plan-event.ts';
import type { ReadTask, TaskResult } from '../../src/read/run-task.ts';
import { runTasks } from '../../src/read/run-tasks.ts';
import { source } from './read-input.ts';

export const DAY = '2026-10-27';
const START = Date.parse(`${DAY}T00:00:00Z`) / 1000;

/** The plan of `product-events`, as it is published. */
export function eventPlan(): { plan: ParserPlan; idField: string | null } {
  const from = source('product-events');
  const rules = planEvent(contract, from);
  return { plan: parserPlan(from, rules), idField: rules.event.idField };
}

/** All that reading leaves behind. */
export interface StagedLines {
  readonly result: Omit<TaskResult, 'fast'>;
  /** Lines that the fast path took. */
  readonly fast: number;
  /** Rows of the staged files, in their order, each value as DuckDB prints it. */
  readonly good: unknown;
  readonly refused: unknown;
}

export interface StageLinesOptions {
  readonly plan: ParserPlan;
  readonly idField: string | null;
  readonly content: Uint8Array;
  readonly fastPath: boolean;
  readonly connection: DuckDBConnection;
}

/** Stages NDJSON, by the parser alone or with its fast path. */
export async function stageLines(options: StageLinesOptions): Promise<StagedLines> {
  const { plan, idField, content, fastPath, connection } = options;
  const folder = await mkdtemp(join(tmpdir(), 'stage-lines-'));
  try {
    const path = join(folder, 'input');
    const staged = join(folder, 'staged');
    await writeFile(path, content);
    await mkdir(staged);
    const task: ReadTask = {
      index: 0,
      file: 0,
      path,
      name: 'input',
      source: plan.source,
      day: DAY,
      bounds: { start: START, end: START + 86_400 },
      gzip: false,
      size: content.length,
      start: 0,
      end: Number.POSITIVE_INFINITY,
    };
    const run = await runTasks({
      plan,
      idField,
      tasks: [task],
      folder: staged,
      threads: 1,
      fastPath,
      onDone: () => {},
    });
    const rowsOf = async (paths: readonly string[]) => {
      const [file] = paths;
      if (file === undefined) return [];
      const rows = await connection.runAndReadAll(
        `SELECT COLUMNS(*)::VARCHAR FROM read_parquet(${quoteText(file)}, file_row_number = true) ORDER BY file_row_number`,
      );
      return rows.getRowObjectsJson();
    };
    const { fast, ...result } = run.results[0] as TaskResult;
    return { result, fast, good: await rowsOf(run.good), refused: await rowsOf(run.refused) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
