import { join } from 'node:path';
import { execa } from 'execa';

/** A check of a project, as CI knows it: `contract:codegen`. */
export type CheckName =
  | 'contract:codegen'
  | 'contract:check'
  | 'gatsby-source-datahub:codegen'
  | 'nuxt-dashboard:codegen'
  | 'api:typecheck';

interface Command {
  readonly folder: string;
  readonly file: string;
  readonly args: readonly string[];
}

const node = (folder: string, ...args: string[]): Command => ({ folder, file: process.execPath, args });
const bin = (folder: string, file: string, ...args: string[]): Command => ({ folder, file, args });

const SOURCES = ['--import', 'tsx', '--conditions=datahub-source'];

/** Each check is what the project's own script runs; `tsc` remembers what it found out, so that the next one takes less. */
const COMMANDS: Readonly<Record<CheckName, readonly Command[]>> = {
  'contract:codegen': [
    node('libs/contract', '--import', 'tsx', 'codegen/main.ts'),
    bin('libs/contract', 'graphql-codegen', '--config', 'codegen/graphql.ts'),
  ],
  'contract:check': [
    node('.', ...SOURCES, 'tools/src/contract-check/main.ts', '--base', 'HEAD', '--no-impact'),
  ],
  'gatsby-source-datahub:codegen': [
    bin('libs/gatsby-source-datahub', 'graphql-codegen', '--config', 'codegen.ts'),
  ],
  'nuxt-dashboard:codegen': [bin('apps/nuxt-dashboard', 'graphql-codegen', '--config', 'codegen.ts')],
  // Against the sources of the libraries: in a copy nothing is built.
  'api:typecheck': [
    bin(
      'apps/api',
      'tsc',
      ...['-p', 'tsconfig.json', '--customConditions', 'datahub-source'],
      ...['--incremental', '--tsBuildInfoFile', 'tmp/check.tsbuildinfo'],
    ),
  ],
};

/** All of them. */
export const CHECKS = Object.keys(COMMANDS) as readonly CheckName[];

/** What came of a check. */
export interface Checked {
  readonly check: CheckName;
  readonly red: boolean;
  /** What it printed. */
  readonly output: string;
}

/** Really runs a check in a copy of the workspace. */
export async function runCheck(copy: string, check: CheckName): Promise<Checked> {
  for (const { folder, file, args } of COMMANDS[check]) {
    const { exitCode, all } = await execa(file, args, {
      cwd: join(copy, folder),
      preferLocal: true,
      localDir: copy,
      reject: false,
      all: true,
      env: { NO_COLOR: '1', GITHUB_ACTIONS: '' },
    });
    if (exitCode !== 0) return { check, red: true, output: all };
  }
  return { check, red: false, output: '' };
}
