import { checkCodegen } from './check-codegen.ts';
import { runPlaywright } from './run-playwright.ts';
import { runTarget } from './run-target.ts';
import { runVitest } from './run-vitest.ts';
import { prepareMachine } from './setup/prepare-machine.ts';
import type { SuiteContext } from './suite-context.ts';
import type { Counts } from './suite-result.ts';

export interface Suite {
  readonly name: string;
  readonly title: string;
  readonly run: (context: SuiteContext) => Promise<Counts>;
}

/** What `npm test` runs, in this order: what is quick to tell comes first. */
export const suites: readonly Suite[] = [
  { name: 'setup', title: 'What the tests need on this machine', run: prepareMachine },
  { name: 'codegen', title: 'Generated files are what the generators make', run: checkCodegen },
  { name: 'lint', title: 'Lint and boundaries', run: (context) => runTarget('lint', context) },
  { name: 'build', title: 'Builds', run: (context) => runTarget('build', context) },
  { name: 'typecheck', title: 'Types', run: (context) => runTarget('typecheck', context) },
  { name: 'test', title: 'Unit and integration tests', run: runVitest },
  { name: 'e2e', title: 'End to end, in a browser', run: runPlaywright },
];
