import { relative } from 'node:path';
import { type Project, withTarget } from '../workspace/read-graph.ts';
import { inRoot, root } from '../workspace/root.ts';
import { type NxRun, runNx } from '../workspace/run-nx.ts';
import { describeFailure, taskPassed } from './count-tasks.ts';
import { differingFiles, type Files, readGenerated, restoreFiles } from './generated-files.ts';
import type { SuiteContext } from './suite-context.ts';
import { type Counts, noCounts, oneFailure, sumCounts } from './suite-result.ts';

/**
 * Runs every generator, and compares what it writes with what lay there: one test a project. It looks at
 * contents, not at git, so that work which is not committed yet passes when it is right; and it puts back
 * what it found, so that a failing check stays failing until somebody runs the generators.
 */
export async function checkCodegen(context: SuiteContext): Promise<Counts> {
  const before = await readAll();
  const run = await runNx(['run-many', '-t', 'codegen', '--skip-nx-cache', '--parallel=1'], context);
  const differing = differingFiles(before, await readAll());
  await restoreFiles(differing, before);
  return sumCounts(withTarget(context.graph, 'codegen').map((project) => judge(project, run, differing)));
}

function judge(project: Project, run: NxRun, differing: readonly string[]): Counts {
  const task = run.results.find((result) => result.project === project.name && result.target === 'codegen');
  if (!task || !taskPassed(task)) return oneFailure(describeFailure(run, 'codegen', project.name, task));
  const own = differing.filter((path) => path.startsWith(`${project.path}/`));
  if (own.length === 0) return { ...noCounts, passed: 1 };
  const list = own.map((path) => `  ${relative(root, path)}`).join('\n');
  return oneFailure(
    `${project.name}: these files are not what its generator makes. Run "npm run codegen", and commit them:\n${list}`,
  );
}

async function readAll(): Promise<Files> {
  const [apps, libs] = await Promise.all([readGenerated(inRoot('apps')), readGenerated(inRoot('libs'))]);
  return new Map([...apps, ...libs]);
}
