import { parseArgs } from 'node:util';
import { readPort } from '../process/read-port.ts';
import { UserError } from '../process/user-error.ts';
import type { StackPorts } from '../stack/start-stack.ts';

export const usage = `The API, the reports (gatsby develop) and the dashboard (nuxt dev) on sample data, while you work on them.
What you save is seen at once: pages and components by the two dev servers, libraries and the API by a
build and a restart, the contract's SDL by its generators first, and a published day by a refresh.

  npm run dev

Options:
  --fresh                publish the sample data anew
  --api-port PORT        4000
  --reports-port PORT    9000
  --dashboard-port PORT  3000`;

export interface DevOptions {
  readonly help: boolean;
  readonly fresh: boolean;
  readonly ports: StackPorts;
}

/** @throws {UserError} with exit code 2, naming everything that is wrong. */
export function parseOptions(args: readonly string[]): DevOptions {
  const values = parse(args);
  const problems: string[] = [];
  const ports = {
    api: readPort('--api-port', values['api-port'], 4000, problems),
    reports: readPort('--reports-port', values['reports-port'], 9000, problems),
    dashboard: readPort('--dashboard-port', values['dashboard-port'], 3000, problems),
  };
  if (problems.length > 0) throw new UserError(problems.join('\n'), 2);
  return { help: values.help ?? false, fresh: values.fresh ?? false, ports };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        fresh: { type: 'boolean' },
        'api-port': { type: 'string' },
        'reports-port': { type: 'string' },
        'dashboard-port': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`, 2, error);
  }
}
