import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { root } from '../workspace/root.ts';
import type { SuiteContext } from './suite-context.ts';
import { type Counts, oneFailure, type SuiteResult } from './suite-result.ts';
import type { Suite } from './suites.ts';

/** Runs a suite to its end, telling on the terminal how far it is. Never throws: that is a failure, too. */
export async function runSuite(suite: Suite, context: Omit<SuiteContext, 'onTask'>): Promise<SuiteResult> {
  await rm(context.logFile, { force: true });
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  console.log(`\n── ${suite.title}`);
  const onTask = (task: string) => console.log(`   ${seconds().toFixed(0).padStart(4)} s  ${task}`);
  let counts: Counts;
  try {
    counts = await suite.run({ ...context, onTask });
  } catch (error) {
    counts = oneFailure(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  for (const problem of counts.problems) console.log(`\n✖ ${problem}`);
  if (counts.failed > 0) console.log(`\nThe whole output: ${relative(root, context.logFile)}`);
  return { ...counts, suite: suite.name, seconds: seconds() };
}
