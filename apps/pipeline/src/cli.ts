// The `datahub` command: the only place that touches the process.
import { readFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import type { CommandContext } from './commands/context.ts';
import { parseConfig } from './config.ts';
import { run } from './program.ts';
import { describeError } from './report/describe-error.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const stopping = new AbortController();
let stoppedBy: 'SIGINT' | 'SIGTERM' | null = null;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second one means it: the user does not want to wait for what is being tidied up.
    if (stoppedBy !== null) process.exit(128 + constants.signals[name]);
    stoppedBy = name;
    stopping.abort();
  });
}

async function main(): Promise<number> {
  const context: CommandContext = {
    config: parseConfig(process.env),
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    tempDirectory: tmpdir(),
    version,
    signal: stopping.signal,
  };
  return run(process.argv.slice(2), context);
}

try {
  const code = await main();
  // Done is done, even where a signal came too late to stop it.
  process.exitCode = code !== 0 && stoppedBy !== null ? 128 + constants.signals[stoppedBy] : code;
} catch (error) {
  const { code, message, exitCode } = describeError(error);
  process.stderr.write(`${code}: ${message}\n`);
  process.exitCode = exitCode;
}
