import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contract } from '@datahub/contract';
import { openStore } from '@datahub/lake';
import { Command } from 'commander';
import { pipelineError } from '../errors.ts';
import { openEngine } from '../publish/open-engine.ts';
import { DEFAULT_MEMORY_LIMIT } from '../publish/publish.ts';
import { countOf, formatSeconds } from '../report/print.ts';
import { type Verified, verifyLake } from '../verify/verify-lake.ts';
import { type CommandContext, printJson } from './context.ts';
import { readDatasets, readLake } from './read-options.ts';

interface Options {
  lake?: string;
  dataset?: string[];
  json?: boolean;
}

export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .description(
      'Read a lake again and prove it: size, SHA-256 and rows of every file, manifests, counts, quarantine. Names each bad or missing file.',
    )
    .option('--lake <address>', 'where the tables lie: file:./lake (default: HUB_LAKE)')
    .option('--dataset <name...>', 'only these datasets (default: all)')
    .option('--json', 'print the result as one JSON object')
    .addHelpText('after', '\nExamples:\n  datahub verify --lake file:./lake')
    .action((options: Options) => runVerify(options, context));
}

async function runVerify(options: Options, context: CommandContext): Promise<void> {
  const { config, signal, stdout, stderr } = context;
  const started = performance.now();
  const address = readLake(options.lake, config);
  const datasets = readDatasets(contract, options.dataset);
  const verified = await inFolder(context, (folder) => verify(folder, address));
  if (verified.datasets.length === 0 && verified.problems.length === 0) {
    throw pipelineError('LAKE_EMPTY', { lake: address });
  }
  const seconds = (performance.now() - started) / 1000;
  if (verified.problems.length > 0) {
    for (const { file, problem } of verified.problems) stderr.write(`${file}: ${problem}\n`);
    throw pipelineError('LAKE_DAMAGED', { lake: address, count: verified.problems.length, ...verified });
  }
  for (const file of verified.orphans) {
    stderr.write(`${file}: no commit names it; its run was killed, goes on, or refused every record\n`);
  }
  if (options.json) return printJson(context, { ...verified, seconds });
  for (const { dataset, version, days, files, rows } of verified.datasets) {
    stdout.write(
      `${dataset}: version ${version} is whole: ${countOf(days, 'day')}, ${countOf(files, 'file')}, ${countOf(rows, 'row')}; ${formatSeconds(seconds)}.\n`,
    );
  }

  async function verify(folder: string, lake: string): Promise<Verified> {
    const memoryLimit = config.memoryLimit ?? DEFAULT_MEMORY_LIMIT;
    const engine = await openEngine({ folder: join(folder, 'duckdb'), memoryLimit });
    try {
      const { connection } = engine;
      return await verifyLake({ store: openStore(lake), contract, datasets, connection, folder, signal });
    } finally {
      engine.close();
    }
  }
}

async function inFolder<Result>(
  { tempDirectory }: CommandContext,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tempDirectory, 'datahub-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
