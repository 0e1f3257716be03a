import { UserError } from '../process/user-error.ts';
import { type NxOptions, runNx } from './run-nx.ts';

/** Builds projects and what they need, from Nx's cache where nothing changed. Silent unless it fails. */
export async function buildProjects(projects: readonly string[], options: NxOptions = {}): Promise<void> {
  const run = await runNx(['run-many', '-t', 'build', '-p', projects.join(',')], options);
  if (run.ok || options.signal?.aborted) return;
  const failed = run.results.filter((task) => task.status === 'failure');
  const details = failed.map((task) => `${task.project}:${task.target}\n${task.output}`).join('\n');
  const names = failed.map((task) => task.project).join(', ');
  throw new UserError(`${details || run.tail}\nThe build failed${names ? `: ${names}` : ''}.`);
}
