import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PYTHON = fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));
const BRIDGE = fileURLToPath(new URL('python/deltalake_bridge.py', import.meta.url));

/** What `deltalake` sees in a table. */
export interface Seen {
  readonly version: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly files: number;
  readonly partitions: readonly (readonly [string | null, string | null])[];
  readonly history: readonly { version: number; operation: string; datahub?: unknown }[];
  readonly metadata: {
    name: string | null;
    partition_columns: string[];
    configuration: Record<string, string>;
  };
  readonly columns: readonly (readonly [name: string, type: string, nullable: boolean])[];
}

/** Asks `deltalake` in the project's Python environment. Fails where there is none: these tests are never skipped. */
export async function deltalake<Answer>(command: string, request: object): Promise<Answer> {
  if (!existsSync(PYTHON)) {
    throw new Error(
      `There is no Python environment at ${PYTHON}: run "npm test", or "npm run doctor" to see why.`,
    );
  }
  const child = spawn(PYTHON, [BRIDGE, command], { stdio: ['pipe', 'pipe', 'pipe'] });
  const [output, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(JSON.stringify(request));
  const exitCode = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (exitCode !== 0) throw new Error(`deltalake ${command}: ${Buffer.concat(errors).toString()}`);
  return JSON.parse(Buffer.concat(output).toString()) as Answer;
}
