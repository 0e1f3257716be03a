import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { startProgram } from '../process/start-program.ts';
import { inRoot, root } from './root.ts';

/** What became of one task, as `tools/src/nx/record-results.mjs` writes it. */
export interface TaskResult {
  readonly project: string;
  readonly target: string;
  readonly status:
    | 'success'
    | 'failure'
    | 'skipped'
    | 'stopped'
    | 'local-cache'
    | 'local-cache-kept-existing'
    | 'remote-cache';
  readonly output: string;
}

export interface NxRun {
  readonly ok: boolean;
  readonly results: readonly TaskResult[];
  /** The last lines of Nx's own output: all there is when it could not even make a plan. */
  readonly tail: string;
}

export interface NxOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly logFile?: string;
  readonly onTask?: (task: string) => void;
  readonly signal?: AbortSignal;
}

/** Runs Nx and tells what became of each task, dependencies included. */
export async function runNx(args: readonly string[], options: NxOptions = {}): Promise<NxRun> {
  const folder = await mkdtemp(join(tmpdir(), 'datahub-nx-'));
  const resultFile = join(folder, 'results.json');
  try {
    // Before everything else: what stands behind a `--` is for the tasks.
    const [command = '', ...rest] = args;
    const program = await startProgram(
      'nx',
      process.execPath,
      [nxBin, command, '--output-style=static', ...rest],
      {
        cwd: root,
        env: { ...process.env, ...options.env, ...quiet, DATAHUB_TASK_RESULTS: resultFile },
        logFile: options.logFile,
        onLine: (line) => {
          const task = startedTask(line);
          if (task) options.onTask?.(task);
        },
      },
    );
    const stop = () => void program.stop();
    options.signal?.addEventListener('abort', stop);
    const exit = await program.exited;
    options.signal?.removeEventListener('abort', stop);
    const results = await readFile(resultFile, 'utf8').then(JSON.parse, () => []);
    return { ok: exit.code === 0, results, tail: program.tail() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs Nx for its output on stdout. */
export async function readNx(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ stdout: string }> {
  return execa(process.execPath, [nxBin, ...args], { cwd: root, env: { ...quiet, ...env }, stdin: 'ignore' });
}

const nxBin = inRoot('node_modules', 'nx', 'dist', 'bin', 'nx.js');

const quiet = { NX_DAEMON: 'false', NX_TUI: 'false', NO_COLOR: '1', FORCE_COLOR: '0' };

/** Nx prints `> nx run project:target` above the output of each task that is done. */
export function startedTask(line: string): string | undefined {
  return /^> nx run (\S+?)(?:\s|$)/.exec(line)?.[1];
}
