import { UserError } from '../process/user-error.ts';
import { runNx } from './run-nx.ts';

/** Builds projects and what they need, from Nx's cache where nothing changed. Silent unless it fails. */
export async function buildProjects(
  projects: readonly string[],
  onTask?: (task: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const run = await runNx(['run-many', '-t', 'build', '-p', projects.join(',')], { onTask, signal });
  if (run.ok || signal?.aborted) return;
  const failed = run.results.filter((task) => task.status === 'failure');
  const details = failed.map((task) => `${task.project}:${task.target}\n${task.output}`).join('\n');
  throw new UserError(
    `${details || run.tail}\nThe build failed (${failed.map((task) => task.project).join(', ')}).`,
  );
}
