import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Steps } from '../process/steps.ts';
import { datahub, lastLine } from '../stack/datahub-command.ts';
import { publishSample } from '../stack/publish-sample.ts';
import { buildProjects } from '../workspace/build-projects.ts';
import { root } from '../workspace/root.ts';
import type { OwnFiles } from './options.ts';

const sample = { days: 30, seed: 1 };

/** Publishes the user's files, or sample events, into the demo's lake. A lake that was kept stays as it is. */
export async function fillLake(options: {
  readonly files: OwnFiles | null;
  /** Folder that relative paths of the user's files are meant from. */
  readonly cwd: string;
  readonly folder: string;
  readonly keep: boolean;
  readonly steps: Steps;
  readonly signal: AbortSignal;
  /** For what the publisher says of the records. */
  readonly log: (line: string) => void;
}): Promise<{ readonly lake: string }> {
  const { files, cwd, folder, keep, steps, signal, log } = options;
  const logFile = join(folder, 'logs', 'publish.log');
  const lakeFolder = join(folder, 'lake');
  const lake = `file:${lakeFolder}`;
  await steps.run('Building the publisher and the API', () =>
    buildProjects(['pipeline', 'api', 'rebuild-hook'], { signal }),
  );
  if (!keep) await rm(lakeFolder, { recursive: true, force: true });
  if (files) {
    const printed = await steps.run(`Publishing ${files.input} from ${files.from} to ${files.to}`, () => {
      const range = ['--from', files.from, '--to', files.to];
      return datahub(
        ['publish', '--source', files.source, '--input', files.input, ...range, '--lake', lake],
        {
          cwd,
          logFile,
        },
      );
    });
    log(lastLine(printed));
  } else if (!existsSync(lakeFolder)) {
    const rawFolder = join(folder, 'raw');
    await rm(rawFolder, { recursive: true, force: true });
    const { summary } = await steps.run(
      `Generating and publishing ${sample.days} days of sample events`,
      () => publishSample({ sample: { ...sample, to: yesterday() }, rawFolder, lake, cwd: root, logFile }),
    );
    log(summary);
  }
  return { lake };
}

/** The last day that is over, in UTC, which is the zone of the sample. */
function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
}
