import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { quoteText } from '@datahub/contract/storage';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { PlannedQuery } from '../query/plan-rows.ts';
import type { EngineValue } from '../query/wire-values.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { makeScratch } from './make-scratch.ts';
import { SERVING_DATABASE } from './serving-names.ts';

/** DuckDB in this process, with what is served in memory. */
export interface Engine {
  /** Rows of a query, values in the order of its columns. Waits for its turn. */
  query(planned: PlannedQuery): Promise<readonly (readonly EngineValue[])[]>;
  /** Runs work on the one connection that writes; one after the other. */
  write<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Compresses what was written and gives back what was deleted. Readers go on meanwhile. */
  compact(): Promise<void>;
  /** The only folder that the engine can open files in. */
  readonly scratch: string;
  /** Waits for what runs, then frees everything. */
  close(): Promise<void>;
}

/**
 * @param queries how many run at a time, each on a connection of its own: a second query on one connection would end
 *   the first one's result. Queries run on libuv's threads, of which there are four; one should be left for files.
 */
export async function openEngine(queries: number): Promise<Engine> {
  const scratch = await makeScratch(tmpdir());
  const instance = await DuckDBInstance.create(':memory:');
  const writer = await instance.connect();
  for (const statement of [
    // Wide decimals packed so are read forty times slower than plain ones; the other ways of compressing cost nothing.
    "SET GLOBAL disabled_compression_methods = 'bitpacking'",
    `ATTACH ':memory:' AS ${SERVING_DATABASE} (COMPRESS)`,
    "SET GLOBAL TimeZone = 'UTC'",
    // From here on no SQL can open a file elsewhere, whoever wrote it.
    `SET allowed_directories = [${quoteText(scratch)}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]) {
    await writer.run(statement);
  }
  const idle = await Promise.all(Array.from({ length: queries }, () => instance.connect()));
  const inTurn = limitConcurrency(queries);
  const oneByOne = limitConcurrency(1);

  return {
    scratch,
    query: ({ sql, parameters }) =>
      inTurn(async () => {
        const connection = idle.pop() as DuckDBConnection; // there is one for each turn
        try {
          const reader = await connection.runAndReadAll(sql, [...parameters]);
          return reader.getRows() as EngineValue[][];
        } finally {
          idle.push(connection);
        }
      }),
    write: (work) => oneByOne(() => work(writer)),
    compact: () =>
      oneByOne(async () => {
        await writer.run(`CHECKPOINT ${SERVING_DATABASE}`);
      }),
    close: async () => {
      await Promise.all([
        oneByOne(async () => {}),
        ...Array.from({ length: queries }, () => inTurn(async () => {})),
      ]);
      for (const connection of [...idle, writer]) connection.closeSync();
      instance.closeSync();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
