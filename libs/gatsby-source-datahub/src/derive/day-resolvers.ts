import type { DatasetShape } from '@datahub/contract/gatsby';

interface NodeModel {
  getNodesByIds(args: { ids: readonly string[]; type: string }): object[];
}

/**
 * For each dataset, a query field that takes business days by id: `dataHubMetricDays(ids: […])`. A page that asks it
 * depends on these days alone, where one that asks `allDataHubMetricDay` is rendered again with every day that lands.
 */
export function dayResolvers(shapes: readonly DatasetShape[]) {
  return Object.fromEntries(
    shapes.map(({ types: { day } }) => [
      `${day.slice(0, 1).toLowerCase()}${day.slice(1)}s`,
      {
        type: `[${day}!]!`,
        description: 'Business days by id, in the order asked. The page depends on these alone.',
        args: { ids: '[String!]!' },
        resolve: (_: unknown, { ids }: { ids: readonly string[] }, { nodeModel }: { nodeModel: NodeModel }) =>
          nodeModel.getNodesByIds({ ids, type: day }),
      },
    ]),
  );
}
