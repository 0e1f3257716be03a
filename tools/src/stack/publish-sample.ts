import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { datahub, lastLine } from './datahub-command.ts';

/** Which sample events to make. What is left out is what `datahub generate` has by itself. */
export interface Sample {
  readonly days: number;
  readonly seed: number;
  /** Last day, or `today`. */
  readonly to?: string;
  readonly regions?: number;
  /** Lines of a day, on average. */
  readonly rowsPerDay?: number;
  /** Share of lines that have to be refused. */
  readonly dirt?: number;
}

/**
 * Makes sample events with `datahub generate`, and publishes them with `datahub publish`.
 *
 * @returns First and last day, and what `publish` said at its end.
 */
export async function publishSample(options: {
  readonly sample: Sample;
  /** Where the raw events go; may be relative to `cwd`, and is recorded as it stands here. */
  readonly rawFolder: string;
  readonly lake: string;
  readonly cwd: string;
  readonly logFile?: string;
}): Promise<{ readonly from: string; readonly to: string; readonly summary: string }> {
  const { rawFolder, lake, cwd, logFile } = options;
  const days = await generateSample(options);
  const input = join(rawFolder, '{date}.ndjson.gz');
  const [from, to] = [days.at(0) ?? '', days.at(-1) ?? ''];
  const summary = await datahub(
    ['publish', '--source', 'product-events', '--input', input, '--from', from, '--to', to, '--lake', lake],
    {
      cwd,
      logFile,
    },
  );
  return { from, to, summary: lastLine(summary) };
}

/**
 * Makes sample events, a file a day.
 *
 * @returns The days, oldest first.
 */
export async function generateSample({
  sample,
  rawFolder,
  cwd,
  logFile,
}: {
  readonly sample: Sample;
  readonly rawFolder: string;
  readonly cwd: string;
  readonly logFile?: string;
}): Promise<string[]> {
  await datahub(['generate', '--out', rawFolder, ...sampleArgs(sample)], { cwd, logFile });
  return daysOf(resolve(cwd, rawFolder));
}

async function daysOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^(\d{4}-\d{2}-\d{2})\./.exec(name)?.[1] ?? []).sort();
}

function sampleArgs({ days, seed, to, regions, rowsPerDay, dirt }: Sample): string[] {
  const options = {
    '--days': days,
    '--seed': seed,
    '--to': to,
    '--regions': regions,
    '--rows-per-day': rowsPerDay,
    '--dirt': dirt,
  };
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
}
