import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../process/start-program.ts';
import { UserError } from '../../process/user-error.ts';
import { root } from '../../workspace/root.ts';

const recordPeak = fileURLToPath(new URL('record-peak.mjs', import.meta.url));

/** A program to measure: as a user would run it, from its start to its end. */
export interface Case {
  readonly name: string;
  /** A Node program takes its arguments; any other is a file to run. */
  readonly node?: readonly string[];
  readonly command?: readonly [file: string, ...args: string[]];
  /** Before each run, not measured. */
  readonly prepare?: () => Promise<void>;
}

export interface Measurement {
  readonly name: string;
  readonly seconds: number;
  /** Peak resident memory, MiB; null for a program that is not Node's. */
  readonly peakMiB: number | null;
}

/** Runs a case once. */
export async function measureProgram(measured: Case): Promise<Measurement> {
  await measured.prepare?.();
  const peakFile = join(tmpdir(), `bench-peak-${process.pid}`);
  await rm(peakFile, { force: true });
  const [file, ...args] = measured.node
    ? [process.execPath, '--import', recordPeak, ...measured.node]
    : (measured.command ?? ['true']);
  const start = process.hrtime.bigint();
  const exit = await runProgram(measured.name, file, args, {
    cwd: root,
    env: { ...process.env, BENCH_PEAK_FILE: peakFile },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (exit.code !== 0)
    throw new UserError(`${measured.name} failed (${exit.code ?? exit.signal}):\n${exit.tail}`);
  const peak = measured.node ? Number(await readFile(peakFile, 'utf8')) / 1024 : null;
  await rm(peakFile, { force: true });
  return { name: measured.name, seconds, peakMiB: peak };
}
