import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './root.ts';
import { readNx } from './run-nx.ts';

export interface Project {
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  readonly targets: readonly string[];
}

export interface ProjectGraph {
  /** Sorted by name. */
  readonly projects: readonly Project[];
  /** `[project, what it depends on]`. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}

interface NxGraphFile {
  readonly graph: {
    readonly nodes: Record<
      string,
      { readonly data: { readonly root: string; readonly targets?: Record<string, unknown> } }
    >;
    readonly dependencies: Record<string, readonly { readonly source: string; readonly target: string }[]>;
  };
}

/** Reads the project graph as Nx sees it now. */
export async function readGraph(): Promise<ProjectGraph> {
  const folder = await mkdtemp(join(tmpdir(), 'datahub-graph-'));
  try {
    const file = join(folder, 'graph.json');
    await readNx(['graph', `--file=${file}`]);
    const { graph } = JSON.parse(await readFile(file, 'utf8')) as NxGraphFile;
    return {
      projects: Object.entries(graph.nodes)
        .map(([name, { data }]) => ({
          name,
          path: inRoot(data.root),
          targets: Object.keys(data.targets ?? {}),
        }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      edges: Object.values(graph.dependencies).flatMap((list) =>
        list
          .filter(({ target }) => target in graph.nodes)
          .map(({ source, target }) => [source, target] as const),
      ),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function withTarget(graph: ProjectGraph, target: string): Project[] {
  return graph.projects.filter((project) => project.targets.includes(target));
}
