import type { NxRun } from './run-nx.ts';

/** npm's and Nx's own lines around those of a task: which script it was, and that it failed. */
const NOISE = /^(npm (warn|error|ERR!|WARN)\b|> )/;

/** The tasks that failed, each with what it printed; what Nx said last, where there is none. */
export function describeFailures(run: NxRun): string {
  const failed = run.results.filter((task) => task.status === 'failure');
  if (failed.length === 0) return run.tail;
  const details = failed.map(
    ({ project, target, output }) => `${project}:${target}\n${withoutNoise(output)}`,
  );
  return `${details.join('\n')}\nFailed: ${failed.map(({ project, target }) => `${project}:${target}`).join(', ')}`;
}

function withoutNoise(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !NOISE.test(line));
  return lines.join('\n');
}
