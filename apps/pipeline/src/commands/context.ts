import type { Config } from '../config.ts';

/** What commands need of the process that runs them. */
export interface CommandContext {
  readonly config: Config;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly cwd: string;
  readonly tempDirectory: string;
  readonly version: string;
  /** Aborted when the user stops the command. */
  readonly signal: AbortSignal;
}

/** One JSON object, one line. */
export function printJson({ stdout }: CommandContext, value: unknown): void {
  stdout.write(`${JSON.stringify(value)}\n`);
}
