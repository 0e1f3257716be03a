import { normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { readPort } from '../process/read-port.ts';
import { UserError } from '../process/user-error.ts';

export const usage = `The whole path on this machine: raw events, a published table, the API, the reports, the dashboard.

  npm run demo                       on sample events; Ctrl-C stops all of it
  npm run demo -- --once             the same, checks each of the three over HTTP, and ends
  npm run demo -- --source online-retail --input 'dir/{date}.csv.gz' --from 2010-12-01 --to 2011-12-09
                                     on your own files

Options:
  --source NAME          source of your files, as the contract names it
  --input PATTERN        a file, a folder or a glob a day, with {date} in it
  --from, --to DATE      first and last day, YYYY-MM-DD
  --keep                 go on with the lake of the last demo, instead of a fresh one
  --api-port PORT        4000
  --reports-port PORT    9000
  --dashboard-port PORT  3000
  --folder FOLDER        where everything goes, below tmp/ of the workspace: tmp/demo`;

/** Files of the user's own, to publish instead of sample events. */
export interface OwnFiles {
  readonly source: string;
  readonly input: string;
  readonly from: string;
  readonly to: string;
}

export interface DemoOptions {
  readonly help: boolean;
  readonly once: boolean;
  readonly keep: boolean;
  readonly files: OwnFiles | null;
  readonly ports: { readonly api: number; readonly reports: number; readonly dashboard: number };
  readonly folder: string;
}

/** Reads the command line. @throws {UserError} with exit code 2, naming everything that is wrong. */
export function parseOptions(args: readonly string[]): DemoOptions {
  const values = parse(args);
  const problems: string[] = [];
  const ports = {
    api: readPort('--api-port', values['api-port'], 4000, problems),
    reports: readPort('--reports-port', values['reports-port'], 9000, problems),
    dashboard: readPort('--dashboard-port', values['dashboard-port'], 3000, problems),
  };
  if (new Set(Object.values(ports)).size < 3) problems.push('Two of the three ports are the same.');
  const files = ownFiles(values, problems);
  const folder = ownFolder(values.folder ?? 'tmp/demo', problems);
  if (problems.length > 0) throw new UserError(problems.join('\n'), 2);
  return {
    help: values.help ?? false,
    once: values.once ?? false,
    keep: values.keep ?? false,
    files,
    ports,
    folder,
  };
}

/** A demo empties parts of its folder: only what git ignores and nobody else keeps anything in will do. */
function ownFolder(given: string, problems: string[]): string {
  const folder = normalize(given);
  if (!/^tmp[\\/]./.test(folder))
    problems.push(`--folder ${given} does not lie below tmp/ of the workspace.`);
  return folder;
}

function ownFiles(values: ReturnType<typeof parse>, problems: string[]): OwnFiles | null {
  const { source, input, from, to } = values;
  const given = { source, input, from, to };
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  if (missing.length === 4) return null;
  if (missing.length > 0) {
    problems.push(`Your own files need ${missing.map(([name]) => `--${name}`).join(', ')} as well.`);
    return null;
  }
  return given as OwnFiles;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        once: { type: 'boolean' },
        keep: { type: 'boolean' },
        source: { type: 'string' },
        input: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        'api-port': { type: 'string' },
        'reports-port': { type: 'string' },
        'dashboard-port': { type: 'string' },
        folder: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`, 2, error);
  }
}
