import type { NxRun, TaskResult } from '../workspace/run-nx.ts';
import { type Counts, noCounts } from './suite-result.ts';

const good: ReadonlySet<TaskResult['status']> = new Set([
  'success',
  'local-cache',
  'local-cache-kept-existing',
  'remote-cache',
]);

export function taskPassed(result: TaskResult): boolean {
  return good.has(result.status);
}

/**
 * Counts a target that is no test runner: one test for each project that has it. A project whose task never
 * ran (a build before it failed) is a failure too.
 */
export function countTasks(run: NxRun, target: string, expected: readonly string[]): Counts {
  let { passed, failed } = noCounts;
  const problems = failedDependencies(run, target);
  for (const project of expected) {
    const result = run.results.find((task) => task.project === project && task.target === target);
    if (result && taskPassed(result)) passed++;
    else {
      failed++;
      problems.push(describeFailure(run, target, project, result));
    }
  }
  return { passed, failed, skipped: 0, problems };
}

/** What went wrong in tasks of other targets, on which those of this target depend. */
export function failedDependencies(run: NxRun, target: string): string[] {
  return run.results
    .filter((task) => task.target !== target && task.status === 'failure')
    .map((task) => `${task.project}:${task.target}\n${indent(task.output)}`);
}

export function describeFailure(run: NxRun, target: string, project: string, result?: TaskResult): string {
  const task = `${project}:${target}`;
  if (result?.status === 'failure') return `${task}\n${indent(result.output)}`;
  if (result || run.results.length > 0) return `${task} did not run, because a task that it needs failed`;
  return `${task} did not run\n${indent(run.tail)}`;
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '  ');
}
