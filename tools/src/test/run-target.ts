import { withTarget } from '../workspace/read-graph.ts';
import { runNx } from '../workspace/run-nx.ts';
import { countTasks } from './count-tasks.ts';
import type { SuiteContext } from './suite-context.ts';
import type { Counts } from './suite-result.ts';

/** Runs a target of every project that has it: one test a project. */
export async function runTarget(target: string, context: SuiteContext): Promise<Counts> {
  const expected = withTarget(context.graph, target).map(({ name }) => name);
  const run = await runNx(['run-many', '-t', target, `--parallel=${context.parallel}`], context);
  return countTasks(run, target, expected);
}
