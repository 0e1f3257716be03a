import { UserError } from '../process/user-error.ts';
import { describeFailures } from './describe-failures.ts';
import { type NxOptions, runNx } from './run-nx.ts';

/** Builds projects and what they need, from Nx's cache where nothing changed. Silent unless it fails. */
export async function buildProjects(projects: readonly string[], options: NxOptions = {}): Promise<void> {
  const run = await runNx(['run-many', '-t', 'build', '-p', projects.join(',')], options);
  if (run.ok || options.signal?.aborted) return;
  throw new UserError(describeFailures(run));
}
