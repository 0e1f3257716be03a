import type { DatasetShape } from '@datahub/contract/gatsby';
import type { SourceNodesArgs } from 'gatsby';
import { groupBy } from '../plan/group-by.ts';
import {
  compareValues,
  type Partition,
  type Partitions,
  partitionKey,
  partitionsByKey,
} from '../plan/partition.ts';
import type { Row } from '../read/check-answer.ts';

/** The little of Gatsby's node API that the plugin stands on. */
export type NodeApi = Pick<
  SourceNodesArgs,
  'createNodeId' | 'createContentDigest' | 'getNode' | 'getNodesByType'
> & {
  readonly actions: Pick<SourceNodesArgs['actions'], 'createNode' | 'deleteNode' | 'touchNode'>;
};

/** A row that is in Gatsby's store already. */
export interface StoredRow {
  readonly id: string;
  readonly partition: string;
  readonly sortKey: readonly unknown[];
}

/**
 * Where a site stands with a dataset. It is part of the dataset's node, which is written last: whatever stops a build
 * half-way, the next one starts from a state that was reached.
 */
export interface SyncState {
  readonly version: number;
  /** With the version, the name of a commit: another lake may have a version of that number too. */
  readonly publishedAt: string | null;
  readonly runId: string | null;
  /** Hashes that the nodes were made under: under others, they are made again. */
  readonly madeWith: string;
  readonly partitions: readonly Partition[];
}

export function datasetNodeId(
  { createNodeId }: Pick<NodeApi, 'createNodeId'>,
  { name }: DatasetShape,
): string {
  return createNodeId(`datahub:${name}`);
}

/** What the last build reached; null where there was none, or its nodes were made under another contract. */
export function readState(api: NodeApi, shape: DatasetShape, madeWith: string): SyncState | null {
  const node = api.getNode(datasetNodeId(api, shape));
  const state = node?.sync as SyncState | null | undefined;
  return state && state.madeWith === madeWith ? state : null;
}

/** Rows in the store, by partition, in the order of their keys. */
export function storedRows(api: NodeApi, shape: DatasetShape): Map<string, StoredRow[]> {
  const rows = api.getNodesByType(shape.types.row).map((node): StoredRow => {
    const row = node as unknown as Row;
    return { id: node.id, partition: partitionOf(shape, row), sortKey: sortKeyOf(shape, row) };
  });
  const byPartition = groupBy(rows, (row) => row.partition);
  for (const list of byPartition.values()) list.sort((a, b) => compareValues(a.sortKey, b.sortKey));
  return byPartition;
}

/** The partitions of a state that really have their nodes; all others are fetched again. */
export function presentPartitions(
  api: NodeApi,
  shape: DatasetShape,
  state: SyncState | null,
  stored: ReadonlyMap<string, readonly StoredRow[]>,
): Partitions {
  if (!state || api.getNodesByType(shape.types.overview).length === 0) return new Map();
  const days = new Set(api.getNodesByType(shape.types.day).map((node) => node.date as string));
  const groups = shape.groups.map(
    (group) =>
      new Set(api.getNodesByType(shape.types.group[group] as string).map((node) => node.name as string)),
  );
  return new Map(
    [...partitionsByKey(state.partitions)].filter(
      ([key, { values, rows }]) =>
        (stored.get(key)?.length ?? 0) === rows &&
        days.has(values[0] as string) &&
        groups.every((known, index) => known.has(values[index + 1] as string)),
    ),
  );
}

export function partitionOf({ partitionBy }: DatasetShape, row: Row): string {
  return partitionKey(partitionBy.map((column) => row[column] as string));
}

export function sortKeyOf({ keys }: DatasetShape, row: Row): unknown[] {
  return keys.map((column) => row[column.name]);
}
