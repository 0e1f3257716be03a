import { readFile, rm } from 'node:fs/promises';
import { inRoot } from '../workspace/root.ts';
import { runNx } from '../workspace/run-nx.ts';
import { countPlaywright } from './count-playwright.ts';
import { describeFailure, failedDependencies, taskPassed } from './count-tasks.ts';
import type { SuiteContext } from './suite-context.ts';
import { type Counts, noCounts, oneFailure, sumCounts } from './suite-result.ts';

/** Runs the end-to-end tests, in a real browser, against what was built. */
export async function runPlaywright(context: SuiteContext): Promise<Counts> {
  const reportFile = inRoot('tools', 'test-results', 'e2e.json');
  await rm(reportFile, { force: true });
  const run = await runNx(['run', 'tools:e2e', `--parallel=${context.parallel}`], context);
  const task = run.results.find((result) => result.project === 'tools' && result.target === 'e2e');
  const before = { ...noCounts, problems: failedDependencies(run, 'e2e') };
  const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => null);
  if (!report) return sumCounts([before, oneFailure(describeFailure(run, 'e2e', 'tools', task))]);
  const counted = countPlaywright(report);
  const ok = task !== undefined && taskPassed(task);
  return ok || counted.failed > 0
    ? sumCounts([before, counted])
    : sumCounts([before, counted, oneFailure(describeFailure(run, 'e2e', 'tools', task))]);
}
