import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contract } from '@datahub/contract';
import { nodeTypeDefs } from '@datahub/contract/gatsby';
import type { GatsbyNode } from 'gatsby';
import { dayResolvers } from './derive/day-resolvers.ts';
import { fragmentsSource } from './derive/fragments.ts';
import { shapeOfNodes } from './derive/shape-of-nodes.ts';
import { errorMap } from './errors.ts';
import { sourceNodes as source } from './source-nodes.ts';

export { pluginOptionsSchema } from './options.ts';

export const onPluginInit: GatsbyNode['onPluginInit'] = ({ reporter }) => {
  reporter.setErrorMap(errorMap() as Parameters<typeof reporter.setErrorMap>[0]);
};

// All of the contract, whatever `options.datasets` says: a query of a dataset that is not sourced finds nothing, and
// still builds.
export const createSchemaCustomization: GatsbyNode['createSchemaCustomization'] = ({ actions }) => {
  actions.createTypes(nodeTypeDefs(contract.datasets.map(shapeOfNodes)));
};

export const createResolvers: GatsbyNode['createResolvers'] = ({ createResolvers }) => {
  createResolvers({ Query: dayResolvers(contract.datasets.map(shapeOfNodes)) });
};

export const sourceNodes: GatsbyNode['sourceNodes'] = (args, options) => source(args, options as never);

/** Gatsby empties that folder at each start, and reads queries and fragments from it. */
export const onPreExtractQueries: GatsbyNode['onPreExtractQueries'] = async ({ store }) => {
  const folder = join(store.getState().program.directory, '.cache', 'fragments');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'datahub-fragments.js'), fragmentsSource(contract.datasets.map(shapeOfNodes)));
};
