import { randomUUID } from 'node:crypto';
import { openStore } from '@datahub/lake';
import { Command } from 'commander';
import { DEFAULT_MEMORY_LIMIT, publish } from '../publish/publish.ts';
import { describePublish, describeQuarantine } from '../report/describe-publish.ts';
import { formatDays } from '../report/print.ts';
import { progressBar } from '../report/progress-bar.ts';
import { type CommandContext, printJson } from './context.ts';
import { readDays, readLake } from './read-options.ts';

interface Options {
  source: string;
  input: string;
  date?: string;
  from?: string;
  to?: string;
  lake?: string;
  dataset?: string[];
  strictDays?: boolean;
  replaceSource?: boolean;
  force?: boolean;
  json?: boolean;
}

const EXAMPLES = `
Examples:
  # one day of events, one file
  datahub publish --source product-events --input events.ndjson --date 2023-10-27 --lake file:./lake

  # a year of files, one a day; one commit
  datahub publish --source online-retail --input 'retail/{date}.csv.gz' --from 2010-12-01 --to 2011-12-09 --lake file:./lake

  # a folder of files a day, as Spark or Firehose leave them
  datahub publish --source product-events --input 'events/year={year}/month={month}/day={day}' --date 2023-10-27`;

export function publishCommand(context: CommandContext): Command {
  return new Command('publish')
    .description(
      'Publish days of a source: every dataset made of its events, each in one commit. The same input again changes nothing.',
    )
    .requiredOption('--source <name>', 'what the records are: see `datahub sources`')
    .requiredOption(
      '--input <pattern>',
      'a file, a folder or a glob, plain or .gz; {date} stands for the day (or {year}, {month}, {day})',
    )
    .option('--date <day>', 'the business day, YYYY-MM-DD')
    .option('--from <day>', 'first business day of a range')
    .option('--to <day>', 'last business day of a range')
    .option('--lake <address>', 'where the tables lie: file:./lake (default: HUB_LAKE)')
    .option('--dataset <name...>', 'only these datasets (default: all made of the events)')
    .option('--strict-days', 'fail when a day of the range has no input; else it is listed and skipped')
    .option('--replace-source', 'take over days that another source has published')
    .option('--force', 'publish again even what has not changed')
    .option('--json', 'print the result (or the error) as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => runPublish(options, context));
}

async function runPublish(options: Options, context: CommandContext): Promise<void> {
  const { config, stdout, stderr, cwd, tempDirectory, version, signal } = context;
  const days = readDays(options);
  const store = openStore(readLake(options.lake, config));
  const bar = progressBar(stderr);
  try {
    const result = await publish(
      {
        source: options.source,
        input: options.input,
        days,
        ...(options.dataset === undefined ? {} : { datasets: options.dataset }),
        strictDays: options.strictDays ?? false,
        replaceSource: options.replaceSource ?? false,
        force: options.force ?? false,
        cwd,
        tempDirectory,
        memoryLimit: config.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
        ...(config.threads === null ? {} : { threads: config.threads }),
        fastPath: config.fastPath,
        engineInfo: `datahub/${version}`,
      },
      {
        store,
        signal,
        now: () => new Date(),
        newId: randomUUID,
        onProgress: (progress) => bar.show(progress),
      },
    );
    bar.stop();
    if (options.json) return printJson(context, result);
    if (result.days_missing.length > 0) {
      stderr.write(`No input, skipped: ${formatDays(result.days_missing)}\n`);
    }
    const refused = describeQuarantine(result);
    if (refused !== null) stderr.write(`${refused}\n`);
    stdout.write(`${describePublish(result)}\n`);
  } finally {
    bar.stop();
  }
}
