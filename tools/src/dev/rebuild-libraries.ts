import { UserError } from '../process/user-error.ts';
import { watchSources } from '../stack/watch-sources.ts';
import { buildProjects } from '../workspace/build-projects.ts';
import { inRoot } from '../workspace/root.ts';
import { runNx } from '../workspace/run-nx.ts';

const watched = [
  ['libs', 'contract', 'schema'],
  ['libs', 'contract', 'src'],
  ['libs', 'lake', 'src'],
  ['libs', 'charts', 'src'],
  ['libs', 'gatsby-source-datahub', 'src'],
  ['apps', 'api', 'src'],
] as const;

/**
 * Builds the libraries and the API again when their source changes; runs the generators first when the SDL did.
 * What does not build is told, and the last good build goes on.
 *
 * @returns A function that ends it.
 */
export function rebuildLibraries(options: {
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
  /** After a build in which the contract or the Gatsby plugin changed. */
  readonly onContract: () => Promise<void>;
}): Promise<() => void> {
  const { tell, signal, onContract } = options;
  return watchSources(
    watched.map((parts) => inRoot(...parts)),
    async (paths) => {
      const start = performance.now();
      try {
        if (paths.some((path) => path.startsWith(inRoot('libs', 'contract', 'schema'))))
          await generate(signal);
        await buildProjects(['api', 'charts', 'gatsby-source-datahub'], { signal });
        tell(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
        if (paths.some((path) => inContractOrPlugin(path))) await onContract();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        tell(error.message);
      }
    },
  );
}

function inContractOrPlugin(path: string): boolean {
  return (
    path.startsWith(inRoot('libs', 'contract')) || path.startsWith(inRoot('libs', 'gatsby-source-datahub'))
  );
}

async function generate(signal: AbortSignal): Promise<void> {
  const run = await runNx(['run-many', '-t', 'codegen'], { signal });
  if (!run.ok) throw new UserError(run.tail);
}
