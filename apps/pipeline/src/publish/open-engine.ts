import { availableParallelism } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';

export interface EngineOptions {
  /** Folder for what does not fit into memory. */
  readonly folder: string;
  /** As DuckDB writes it: `160MB`. */
  readonly memoryLimit: string;
  readonly threads?: number;
}

/** DuckDB in this process, with a database of its own. */
export interface Engine {
  readonly name: 'duckdb';
  readonly version: string;
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Loads DuckDB, which takes a while: whoever has something else to wait for may begin with it. */
export function loadEngine() {
  return import('@duckdb/node-api');
}

/** What DuckDB said when its memory did not suffice, in one line; null for any other error. Looks at causes, too. */
export function outOfMemory(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  // It has no codes: its message begins with the name of the kind.
  if (error.message.startsWith('Out of Memory Error')) return error.message.split('\n')[0] ?? null;
  return outOfMemory(error.cause);
}

export async function openEngine({ folder, memoryLimit, threads }: EngineOptions): Promise<Engine> {
  const { DuckDBInstance, version } = await loadEngine();
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    temp_directory: folder,
    threads: String(threads ?? availableParallelism()),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'"); // nothing of the machine's own set-up may change a figure
  return {
    name: 'duckdb',
    version: version().replace(/^v/, ''),
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
