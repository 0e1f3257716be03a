import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export interface ProgramOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** All output goes there as well. */
  readonly logFile?: string;
  readonly onLine?: (line: string) => void;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program that was started in a process group of its own, so that stopping it stops what it started. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** The last lines that it wrote. */
  tail(): string;
  /** Asks the whole group to end, and ends it by force when it has not after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

const running = new Map<number, Program>();
let closing = false;
const tailLines = 60;

// Whatever ends this process, an uncaught error included, must not leave servers behind.
process.on('exit', () => {
  for (const pid of running.keys()) signalGroup(pid, 'SIGKILL');
});

/** Starts a program. Rejects when it cannot be started at all. */
export async function startProgram(
  name: string,
  file: string,
  args: readonly string[],
  { cwd, env = process.env, logFile, onLine }: ProgramOptions,
): Promise<Program> {
  if (closing) throw new Error(`${name} is not started: everything is being stopped.`);
  if (logFile) await mkdir(dirname(logFile), { recursive: true });
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = collectLines(child, logFile, onLine);
  const exited = new Promise<Exit>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const pid = child.pid as number;
  void exited.then(() => {
    // What the program left in its group goes with it; then the id may belong to somebody else.
    signalGroup(pid, 'SIGKILL');
    running.delete(pid);
  });
  const program: Program = {
    name,
    pid,
    exited,
    tail: () => lines.join('\n'),
    stop: async (graceMs = 5_000) => {
      signalGroup(pid, 'SIGTERM');
      const force = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      await exited;
      clearTimeout(force);
    },
  };
  running.set(pid, program);
  return program;
}

/** Stops every program that was started here; from then on, none can be started. */
export async function stopAllPrograms(): Promise<void> {
  closing = true;
  await Promise.all([...running.values()].map((program) => program.stop()));
}

/** Runs a program to its end. */
export async function runProgram(
  name: string,
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Exit & { readonly tail: string }> {
  const program = await startProgram(name, file, args, options);
  const exit = await program.exited;
  return { ...exit, tail: program.tail() };
}

function collectLines(child: ChildProcess, logFile?: string, onLine?: (line: string) => void): string[] {
  const last: string[] = [];
  const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      if (last.length > tailLines) last.shift();
      log?.write(`${line}\n`);
      onLine?.(line);
    });
  }
  child.on('close', () => log?.end());
  return last;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: the group is gone, which is what was wanted.
  }
}
