import { resolve } from 'node:path';
import { Command } from 'commander';
import { addDays, formatDay } from '../dates/business-day.ts';
import { pipelineError } from '../errors.ts';
import { KINDS } from '../generate/catalogue.ts';
import { type Generated, generateEvents } from '../generate/generate-events.ts';
import { countOf, formatCount, formatSeconds } from '../report/print.ts';
import { type CommandContext, printJson } from './context.ts';
import { readCount, readDay, readRange, refuseTooMany } from './read-options.ts';

interface Options {
  out: string;
  days?: string;
  from?: string;
  to?: string;
  regions: string;
  eventTypes: string;
  rowsPerDay: string;
  seed: string;
  dirt: string;
  gzip: boolean;
  singleFile?: boolean;
  json?: boolean;
}

/** Fixed, so that the same command gives the same bytes tomorrow. */
const FIRST_DAY = '2023-10-01';
const DEFAULT_DAYS = '30';

const EXAMPLES = `
Examples:
  # 30 days, October 1 to 30, 2023; the same bytes every time
  datahub generate --out events
  datahub publish --source product-events --input 'events/{date}.ndjson.gz' --from 2023-10-01 --to 2023-10-30 --lake file:./lake

  # the last two weeks, up to today
  datahub generate --out events --days 14 --to today

  # one big day, to measure with
  datahub generate --out big --days 1 --rows-per-day 20000000 --no-gzip`;

export function generateCommand(context: CommandContext): Command {
  return new Command('generate')
    .description(
      'Write sample events of the source product-events: a weekly rhythm, a launch, an outage, and a little dirt.',
    )
    .requiredOption('--out <folder>', 'where the files go: {date}.ndjson.gz, one a day')
    .option('--days <n>', `how many days (default: ${DEFAULT_DAYS})`)
    .option('--from <day>', `first day (default: ${FIRST_DAY}, unless --to is given)`)
    .option('--to <day>', 'last day, or "today"')
    .option('--rows-per-day <n>', 'lines of a day, on average', '5000')
    .option('--regions <n>', 'regions', '6')
    .option('--event-types <n>', `kinds of events, at most ${KINDS.length}`, '8')
    .option('--seed <text>', 'another seed gives other events', '1')
    .option(
      '--dirt <share>',
      'share of lines that must be refused or are duplicates; as many look odd',
      '0.001',
    )
    .option('--no-gzip', 'plain .ndjson')
    .option('--single-file', 'all days in one file, events.ndjson')
    .option('--json', 'print what was written as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => runGenerate(options, context));
}

async function runGenerate(options: Options, context: CommandContext): Promise<void> {
  const started = performance.now();
  const generated = await generateEvents({
    folder: resolve(context.cwd, options.out),
    days: chooseDays(options),
    rowsPerDay: readCount('--rows-per-day', options.rowsPerDay),
    regions: readCount('--regions', options.regions),
    eventTypes: readEventTypes(options.eventTypes),
    seed: options.seed,
    dirt: readShare('--dirt', options.dirt),
    gzip: options.gzip,
    singleFile: options.singleFile ?? false,
    signal: context.signal,
    ...(context.config.threads === null ? {} : { threads: context.config.threads }),
  });
  const seconds = (performance.now() - started) / 1000;
  if (options.json) printJson(context, { ...generated, seconds });
  else context.stdout.write(`${describe(generated, seconds)}\n`);
}

function chooseDays({ days, from, to }: Options): string[] {
  const last = to === 'today' ? formatDay(Date.now()) : to === undefined ? null : readDay('--to', to);
  const first = from === undefined ? null : readDay('--from', from);
  if (first !== null && last !== null) {
    if (days !== undefined) {
      throw pipelineError('USAGE', { problem: 'Give two of --days, --from and --to, not all three.' });
    }
    return readRange(first, last);
  }
  const count = readCount('--days', days ?? DEFAULT_DAYS);
  refuseTooMany(count);
  const start = first ?? (last === null ? FIRST_DAY : addDays(last, 1 - count));
  return readRange(start, addDays(start, count - 1));
}

function readEventTypes(text: string): number {
  const count = readCount('--event-types', text);
  if (count <= KINDS.length) return count;
  throw pipelineError('USAGE', { problem: `--event-types ${count}: there are ${KINDS.length}.` });
}

function readShare(option: string, text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 0.5) return share;
  throw pipelineError('USAGE', { problem: `${option} "${text}" is not a share from 0 to 0.5.` });
}

function describe({ days, files, rows, bytes, dirt }: Generated, seconds: number): string {
  const { duplicate = 0, odd = 0, ...refused } = dirt;
  const bad = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const range = `${days[0]?.day} to ${days.at(-1)?.day}`;
  return [
    `${countOf(files.length, 'file')} with ${formatCount(rows)} events, ${range} (${(bytes / 1e6).toFixed(1)} MB unpacked)`,
    `${formatCount(bad)} to be refused, ${countOf(duplicate, 'duplicate')}, ${formatCount(odd)} odd but valid`,
    `${formatSeconds(seconds)}.`,
  ].join('; ');
}
