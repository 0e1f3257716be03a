import { beforeAll, describe, expect, it } from 'vitest';
import { type ProjectGraph, readGraph } from '../src/workspace/read-graph.ts';
import { readNx } from '../src/workspace/run-nx.ts';

/** Who needs whom, written by hand. The reports need the API because their build asks it. */
const dependencies: Record<string, readonly string[]> = {
  contract: [],
  charts: [],
  lake: ['contract'],
  'gatsby-source-datahub': ['contract'],
  pipeline: ['contract', 'lake'],
  api: ['contract', 'lake'],
  'rebuild-hook': ['contract', 'lake'],
  'gatsby-reports': ['api', 'charts', 'contract', 'gatsby-source-datahub'],
  'nuxt-dashboard': ['charts', 'contract'],
};

const everything = [...Object.keys(dependencies), 'tools'].sort();

describe('the project graph', { timeout: 60_000 }, () => {
  let graph: ProjectGraph;

  beforeAll(async () => {
    graph = await readGraph();
  });

  it('has the projects that are there', () => {
    expect(graph.projects.map(({ name }) => name)).toEqual(everything);
  });

  it.each(Object.entries(dependencies))('%s needs what it needs, and nothing else', (project, needed) => {
    const found = graph.edges.filter(([from]) => from === project).map(([, to]) => to);
    expect([...new Set(found)].sort()).toEqual(needed);
  });

  it('has nobody who needs the tools, which drive the apps', () => {
    expect(graph.edges.filter(([, to]) => to === 'tools')).toEqual([]);
    const driven = graph.edges.filter(([from]) => from === 'tools').map(([, to]) => to);
    expect(driven).toEqual(
      expect.arrayContaining(['api', 'gatsby-reports', 'nuxt-dashboard', 'pipeline', 'rebuild-hook']),
    );
  });
});

describe('what a touch affects', { timeout: 60_000 }, () => {
  it.each([
    ['libs/contract/src/index.ts', everything.filter((name) => name !== 'charts')],
    ['libs/lake/src/index.ts', ['api', 'gatsby-reports', 'lake', 'pipeline', 'rebuild-hook', 'tools']],
    ['libs/charts/src/index.ts', ['charts', 'gatsby-reports', 'nuxt-dashboard', 'tools']],
    ['apps/nuxt-dashboard/nuxt.config.ts', ['nuxt-dashboard', 'tools']],
    ['README.md', []],
  ])('%s: the project and who depends on it', async (file, affected) => {
    const { stdout } = await readNx(['show', 'projects', '--affected', `--files=${file}`, '--json']);
    expect((JSON.parse(stdout) as string[]).sort()).toEqual(affected);
  });
});
