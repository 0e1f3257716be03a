import { createHash } from 'node:crypto';
import type { DatasetShape } from '@datahub/contract/gatsby';
import { DATE_ALIAS, hasDateAlias } from '@datahub/contract/gatsby';
import type { NodeInput } from 'gatsby';
import { groupBy } from '../plan/group-by.ts';
import {
  compareValues,
  type Partition,
  type Partitions,
  partitionKey,
  sortedPartitions,
} from '../plan/partition.ts';
import type { SyncPlan } from '../plan/plan-sync.ts';
import type { Row } from '../read/check-answer.ts';
import type { Fetched, Figures } from '../read/fetch-sync.ts';
import type { DatasetStatus } from '../read/read-hub.ts';
import { datasetNodeId, type NodeApi, type StoredRow, type SyncState, sortKeyOf } from './node-store.ts';

type Ids = Pick<NodeApi, 'createNodeId' | 'createContentDigest'>;

/** Row nodes of the changed partitions. A row that came again as it was keeps its digest, and with it its pages. */
export function rowNodes(api: Ids, shape: DatasetShape, fetched: Fetched): Map<string, NodeInput[]> {
  return new Map(
    [...fetched.rows].map(([key, rows]) => [
      key,
      [...rows]
        .sort((a, b) => compareValues(sortKeyOf(shape, a), sortKeyOf(shape, b)))
        .map((row) => {
          const fields = withDate(shape, row);
          const id = api.createNodeId(
            `datahub:${shape.name}:row:${partitionKey(sortKeyOf(shape, row).map(String))}`,
          );
          return makeNode(id, shape.types.row, fields, api.createContentDigest(fields));
        }),
    ]),
  );
}

/** One node a business day that changed. */
export function dayNodes(
  api: Ids,
  shape: DatasetShape,
  plan: SyncPlan,
  fetched: Fetched,
  rows: RowIds,
): NodeInput[] {
  const partitions = groupBy(sortedPartitions(plan.next), ({ values }) => values[0] as string);
  return [...fetched.days].map(([date, figures]) => {
    const own = partitions.get(date) ?? [];
    const digest = digestOf(own);
    const fields = { date, digest, rows: rows(own), ...figureFields(shape, figures) };
    return makeNode(dayNodeId(api, shape, date), shape.types.day, fields, digest);
  });
}

/** One node a value of a further partition column that changed. */
export function groupNodes(
  api: Ids,
  shape: DatasetShape,
  plan: SyncPlan,
  fetched: Fetched,
  rows: RowIds,
): NodeInput[] {
  return shape.groups.flatMap((group, index) => {
    const partitions = groupBy(sortedPartitions(plan.next), ({ values }) => values[index + 1] as string);
    return [...(fetched.groups.get(group) ?? [])].map(([name, figures]) => {
      const own = partitions.get(name) ?? [];
      const digest = digestOf(own);
      const fields = { name, digest, rows: rows(own), ...figureFields(shape, figures) };
      return makeNode(
        groupNodeId(api, shape, group, name),
        shape.types.group[group] as string,
        fields,
        digest,
      );
    });
  });
}

/** The dataset as a whole. */
export function overviewNode(api: Ids, shape: DatasetShape, plan: SyncPlan, fetched: Fetched): NodeInput {
  const fields = { dataset: datasetNodeId(api, shape), ...figureFields(shape, fetched.overview) };
  const digest = digestOf(sortedPartitions(plan.next));
  return makeNode(api.createNodeId(`datahub:${shape.name}:overview`), shape.types.overview, fields, digest);
}

/** The node that says where the site stands; it is written last. */
export function datasetNode(
  api: Ids,
  shape: DatasetShape,
  status: DatasetStatus,
  wireHash: string,
  partitions: Partitions,
  sync: SyncState | null,
): NodeInput {
  const fields = { ...status, wireHash, digest: digestOf(sortedPartitions(partitions)) };
  return makeNode(
    datasetNodeId(api, shape),
    'DataHubDataset',
    { ...fields, sync },
    api.createContentDigest({ fields, sync }),
  );
}

export function dayNodeId(
  { createNodeId }: Pick<Ids, 'createNodeId'>,
  { name }: DatasetShape,
  date: string,
): string {
  return createNodeId(`datahub:${name}:day:${date}`);
}

export function groupNodeId(
  { createNodeId }: Pick<Ids, 'createNodeId'>,
  { name }: DatasetShape,
  group: string,
  value: string,
) {
  return createNodeId(`datahub:${name}:group:${partitionKey([group, value])}`);
}

/** Ids of the rows of some partitions, in the order of their keys. */
export type RowIds = (partitions: readonly Partition[]) => string[];

/** Rows that were fetched now, and for all other partitions those that are in the store. */
export function rowIds(
  fresh: ReadonlyMap<string, readonly NodeInput[]>,
  stored: ReadonlyMap<string, readonly StoredRow[]>,
): RowIds {
  return (partitions) =>
    partitions.flatMap(({ values }) => {
      const key = partitionKey(values);
      return (fresh.get(key) ?? stored.get(key) ?? []).map((row) => row.id);
    });
}

/**
 * SHA-256, in lower-case hex, over one line a partition, sorted: its values as a JSON array, a tab, its digest, a
 * line feed. Anybody can compute it from the API's `changes`.
 */
export function digestOf(partitions: readonly Partition[]): string {
  const hash = createHash('sha256');
  for (const { values, digest } of partitions) hash.update(`${partitionKey(values)}\t${digest}\n`);
  return hash.digest('hex');
}

function figureFields(shape: DatasetShape, figures: Figures): Record<string, unknown> {
  return Object.fromEntries(
    [...figures].map(([field, rows]) => {
      const dated = rows.map((row) => withDate(shape, row));
      return [field, field === 'total' ? (dated[0] ?? null) : dated];
    }),
  );
}

function withDate(shape: DatasetShape, row: Row): Row {
  return hasDateAlias(shape) ? { ...row, [DATE_ALIAS]: row[shape.dayColumn] ?? null } : row;
}

function makeNode(id: string, type: string, fields: object, contentDigest: string): NodeInput {
  return { ...fields, id, parent: null, children: [], internal: { type, contentDigest } };
}
