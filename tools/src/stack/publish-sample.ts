import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { datahub } from './datahub-command.ts';

/** Which sample events to make. */
export interface Sample {
  readonly days: number;
  readonly seed: number;
  /** The last day; the command's own default otherwise. */
  readonly to?: string;
}

/**
 * Makes sample events with `datahub generate`, and publishes them with `datahub publish`.
 *
 * @returns First and last day, and the pattern of the raw files.
 */
export async function publishSample(options: {
  readonly sample: Sample;
  /** Where the raw events go. */
  readonly rawFolder: string;
  readonly lake: string;
  readonly cwd: string;
  readonly logFile?: string;
}): Promise<{ readonly from: string; readonly to: string; readonly input: string }> {
  const { sample, rawFolder, lake, cwd, logFile } = options;
  const args = ['generate', '--out', rawFolder, '--days', String(sample.days), '--seed', String(sample.seed)];
  await datahub([...args, ...(sample.to ? ['--to', sample.to] : [])], { cwd, logFile });
  const days = await daysOf(rawFolder);
  const input = join(rawFolder, '{date}.ndjson.gz');
  const [from, to] = [days.at(0) ?? '', days.at(-1) ?? ''];
  await datahub(
    ['publish', '--source', 'product-events', '--input', input, '--from', from, '--to', to, '--lake', lake],
    {
      cwd,
      logFile,
    },
  );
  return { from, to, input };
}

async function daysOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^(\d{4}-\d{2}-\d{2})\./.exec(name)?.[1] ?? []).sort();
}
