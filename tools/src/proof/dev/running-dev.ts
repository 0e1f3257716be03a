import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Exit, startProgram } from '../../process/start-program.ts';
import type { StackPorts } from '../../stack/start-stack.ts';

/** `npm run dev`, while it runs in a clone. */
export interface RunningDev {
  readonly urls: { readonly api: string; readonly reports: string; readonly dashboard: string };
  /** What it has printed since the last call of `listen`. */
  heard(): string;
  /** Forgets what it has printed. */
  listen(): void;
  /** Null while it runs. */
  exit(): Exit | null;
  /** Ctrl-C, as a terminal sends it: to the whole group. */
  interrupt(): Promise<Exit | null>;
  /** However the proof ends. Patient: what ends it by force leaves its servers behind. */
  stop(): Promise<void>;
}

export async function startDev(folder: string, ports: StackPorts): Promise<RunningDev> {
  let lines: string[] = [];
  let exit: Exit | null = null;
  const options = Object.entries(ports).flatMap(([name, port]) => [`--${name}-port`, String(port)]);
  const door = join(folder, 'tools', 'bootstrap.mjs');
  const program = await startProgram('npm run dev', process.execPath, [door, 'dev', '--fresh', ...options], {
    cwd: folder,
    onLine: (line) => {
      lines.push(line);
      console.log(`    ${line}`);
    },
  });
  void program.exited.then((how) => {
    exit = how;
  });
  return {
    urls: {
      api: `http://localhost:${ports.api}`,
      reports: `http://localhost:${ports.reports}`,
      dashboard: `http://localhost:${ports.dashboard}`,
    },
    heard: () => lines.join('\n'),
    listen: () => {
      lines = [];
    },
    exit: () => exit,
    stop: () => program.stop(20_000),
    async interrupt() {
      process.kill(-program.pid, 'SIGINT');
      return Promise.race([program.exited, sleep(20_000, null, { ref: false })]);
    },
  };
}

/** Waits until something holds; what it throws counts as not yet. False where it never does. */
export async function until(seconds: number, holds: () => Promise<boolean> | boolean): Promise<boolean> {
  const end = Date.now() + seconds * 1_000;
  while (Date.now() < end) {
    if (
      await Promise.resolve()
        .then(holds)
        .catch(() => false)
    )
      return true;
    await sleep(250);
  }
  return false;
}

/** Command lines of processes that work in a folder. */
export function runningIn(folder: string): string[] {
  const list = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return list.split('\n').filter((line) => line.includes(`${folder}/`));
}
