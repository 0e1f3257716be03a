import { sep } from 'node:path';
import { UserError } from '../process/user-error.ts';
import { watchSources } from '../stack/watch-sources.ts';
import { buildProjects } from '../workspace/build-projects.ts';
import { describeFailures } from '../workspace/describe-failures.ts';
import { inRoot } from '../workspace/root.ts';
import { runNx } from '../workspace/run-nx.ts';
import type { Server } from './keep-server.ts';

export type ServerName = 'api' | 'reports' | 'dashboard';

/**
 * Source that has to be built, and who reads what was built of it only once, at its start. Charts are nobody's: both sites
 * bundle them, and see them change.
 */
const watched: readonly { readonly folder: string; readonly readBy: readonly ServerName[] }[] = [
  { folder: inRoot('libs', 'contract', 'schema'), readBy: ['api', 'reports', 'dashboard'] },
  { folder: inRoot('libs', 'contract', 'src'), readBy: ['api', 'reports', 'dashboard'] },
  { folder: inRoot('libs', 'lake', 'src'), readBy: ['api'] },
  { folder: inRoot('libs', 'charts', 'src'), readBy: [] },
  { folder: inRoot('libs', 'gatsby-source-datahub', 'src'), readBy: ['reports'] },
  { folder: inRoot('apps', 'api', 'src'), readBy: ['api'] },
  // Its operations; of the rest, nuxt itself takes care.
  { folder: inRoot('apps', 'nuxt-dashboard', 'server', 'graphql'), readBy: [] },
];

/**
 * Builds the libraries and the API again when their source changes, after the generators where GraphQL or SQL did, and
 * restarts the servers that would not notice. What does not build is told, and the last good build goes on.
 *
 * @returns A function that ends it.
 */
export function rebuildLibraries(options: {
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
  readonly servers: Readonly<Record<ServerName, Server>>;
}): Promise<() => void> {
  const { tell, signal, servers } = options;
  return watchSources(
    watched.map(({ folder }) => folder),
    async (found) => {
      const paths = found.filter((path) => !isGenerated(path));
      if (paths.length === 0) return;
      const start = performance.now();
      try {
        if (paths.some((path) => /\.(graphql|sql)$/.test(path))) await generate(signal);
        await buildProjects(['api', 'charts', 'gatsby-source-datahub'], { signal });
        if (signal.aborted) return;
        tell(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
        const names = readersOf(paths);
        // The sites ask the API when they start.
        if (names.has('api')) await servers.api.restart();
        names.delete('api');
        await Promise.all([...names].map((name) => servers[name].restart()));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        error.message.split('\n').forEach(tell);
      }
    },
  );
}

/** What the generators wrote is no news: they ran for what is. */
function isGenerated(path: string): boolean {
  return path.split(sep).includes('__generated__');
}

function readersOf(paths: readonly string[]): Set<ServerName> {
  const touched = watched.filter(({ folder }) => paths.some((path) => path.startsWith(folder + sep)));
  return new Set(touched.flatMap(({ readBy }) => readBy));
}

/** All generators but that of the documents, which is slow, and which no server reads. */
async function generate(signal: AbortSignal): Promise<void> {
  const run = await runNx(['run-many', '-t', 'codegen', '--exclude', 'tools'], { signal });
  if (!run.ok && !signal.aborted) throw new UserError(describeFailures(run));
}
