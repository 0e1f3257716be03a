import { Command, CommanderError } from 'commander';
import type { CommandContext } from './commands/context.ts';
import { generateCommand } from './commands/generate-command.ts';
import { publishCommand } from './commands/publish-command.ts';
import { sourcesCommand } from './commands/sources-command.ts';
import { verifyCommand } from './commands/verify-command.ts';
import { pipelineError } from './errors.ts';
import { exitCodeHelp, exitCodes } from './exit-codes.ts';
import { outOfMemory } from './publish/open-engine.ts';
import { DEFAULT_MEMORY_LIMIT } from './publish/publish.ts';
import { describeError } from './report/describe-error.ts';

/** The command line. `run` does everything but end the process. */
export function buildProgram(context: CommandContext): Command {
  const program = new Command('datahub')
    .description('Publishes datasets of the data hub, and looks after them.')
    .version(context.version)
    .addHelpText('after', `\n${exitCodeHelp()}`)
    .addHelpText(
      'after',
      `
Environment:
  HUB_LAKE      the lake, where --lake is not given
  HUB_MEMORY    memory for the engine (128MB)
  HUB_THREADS   processors to use (all)
  HUB_FAST_PATH off: lines of NDJSON are read without the fast path (on)`,
    );
  for (const command of [
    generateCommand(context),
    publishCommand(context),
    sourcesCommand(context),
    verifyCommand(context),
  ])
    program.addCommand(command);
  for (const command of [program, ...program.commands]) {
    command
      .configureOutput({ writeOut: (text) => context.stdout.write(text), writeErr: () => {} })
      .exitOverride();
  }
  return program;
}

/**
 * Runs one command.
 * @param args what stands behind `datahub`.
 * @returns the exit code.
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    await buildProgram(context).parseAsync(args, { from: 'user' });
    return exitCodes.ok.code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok.code;
    return report(translate(error, context), args, context);
  }
}

/** Commander's and DuckDB's own complaints, and what a stop leaves behind, become errors of the catalogue. */
function translate(error: unknown, { signal, config }: CommandContext): unknown {
  if (error instanceof CommanderError) {
    const problem =
      error.code === 'commander.help' ? 'Say what to do.' : error.message.replace(/^error: /, '').trim();
    return pipelineError('USAGE', { problem: `${problem} (datahub --help shows how.)` }, error);
  }
  if (signal.aborted) return pipelineError('INTERRUPTED', {}, error);
  const reason = outOfMemory(error);
  if (reason === null) return error;
  return pipelineError('ENGINE_MEMORY', { limit: config.memoryLimit ?? DEFAULT_MEMORY_LIMIT, reason }, error);
}

function report(error: unknown, args: readonly string[], { stdout, stderr }: CommandContext): number {
  const { code, message, details, exitCode } = describeError(error);
  if (args.includes('--json')) stdout.write(`${JSON.stringify({ error: { code, message, details } })}\n`);
  stderr.write(`${code}: ${message}\n`);
  if (exitCode === exitCodes.unexpected.code && error instanceof Error) stderr.write(`${error.stack}\n`);
  return exitCode;
}
