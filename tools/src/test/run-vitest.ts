import { readFile, rm } from 'node:fs/promises';
import { withTarget } from '../workspace/read-graph.ts';
import { runNx } from '../workspace/run-nx.ts';
import { describeFailure, failedDependencies, taskPassed } from './count-tasks.ts';
import { countVitest, type VitestReport } from './count-vitest.ts';
import type { SuiteContext } from './suite-context.ts';
import { type Counts, noCounts, oneFailure, sumCounts } from './suite-result.ts';

const reportFile = 'test-results/vitest.json';

/**
 * Runs the tests of every project, and counts them from the report that each leaves behind. Nx keeps the
 * report with a cached result (`outputs` in nx.json), so that the counts are the same when nothing changed.
 */
export async function runVitest(context: SuiteContext): Promise<Counts> {
  const projects = withTarget(context.graph, 'test');
  await Promise.all(projects.map(({ path }) => rm(`${path}/${reportFile}`, { force: true })));
  const run = await runNx(
    [
      'run-many',
      '-t',
      'test',
      `--parallel=${context.parallel}`,
      '--',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      // Several projects share the machine with a build or two: a test that hangs is told, a slow one passes.
      '--testTimeout=60000',
      '--hookTimeout=60000',
    ],
    context,
  );
  const counts = await Promise.all(
    projects.map(async ({ name: project, path }): Promise<Counts> => {
      const task = run.results.find((result) => result.project === project && result.target === 'test');
      const ok = task !== undefined && taskPassed(task);
      const report = await readReport(`${path}/${reportFile}`);
      if (!report) {
        return oneFailure(
          ok ? `${project}:test left no report` : describeFailure(run, 'test', project, task),
        );
      }
      const counted = countVitest(report);
      // An unhandled error fails the run though every test passed.
      if (!ok && counted.failed === 0)
        return sumCounts([counted, oneFailure(describeFailure(run, 'test', project, task))]);
      if (counted.passed + counted.failed === 0) return oneFailure(`${project}:test ran no test`);
      return counted;
    }),
  );
  return sumCounts([{ ...noCounts, problems: failedDependencies(run, 'test') }, ...counts]);
}

async function readReport(path: string): Promise<VitestReport | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null; // the caller says so: no report is a failure
  }
}
