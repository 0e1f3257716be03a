import { runProgram } from '../process/start-program.ts';
import { UserError } from '../process/user-error.ts';
import { inRoot } from '../workspace/root.ts';

/**
 * Runs the real `datahub` command to its end, as it was built.
 *
 * @throws {UserError} with what the command said, and its exit code.
 * @returns What it printed on its output, line by line.
 */
export async function datahub(
  args: readonly string[],
  { cwd, logFile }: { readonly cwd: string; readonly logFile?: string },
): Promise<string> {
  const bin = inRoot('apps', 'pipeline', 'bin', 'datahub.mjs');
  const exit = await runProgram('datahub', process.execPath, [bin, ...args], { cwd, logFile });
  if (exit.code !== 0) throw new UserError(exit.tail, exit.code ?? 1);
  return exit.tail;
}

/** The summary, which the command prints last. */
export function lastLine(printed: string): string {
  return printed.split('\n').at(-1) ?? '';
}
