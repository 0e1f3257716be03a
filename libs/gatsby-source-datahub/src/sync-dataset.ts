import { contract } from '@datahub/contract';
import type { DatasetShape } from '@datahub/contract/gatsby';
import { pluginError } from './errors.ts';
import { applyNodes, touchAll } from './nodes/apply-nodes.ts';
import {
  datasetNode,
  dayNodeId,
  dayNodes,
  groupNodeId,
  groupNodes,
  overviewNode,
  rowIds,
  rowNodes,
} from './nodes/make-nodes.ts';
import {
  type NodeApi,
  presentPartitions,
  readState,
  type SyncState,
  storedRows,
} from './nodes/node-store.ts';
import { checkSync } from './plan/check-sync.ts';
import { partitionsByKey, sortedPartitions } from './plan/partition.ts';
import { isUnchanged, planSync, type SyncPlan } from './plan/plan-sync.ts';
import { type AskHub, pluginVersion } from './read/ask-hub.ts';
import { type Fetched, fetchSync } from './read/fetch-sync.ts';
import { type DatasetStatus, readHub, statusOf } from './read/read-hub.ts';
import { type Listing, readPartitions } from './read/read-partitions.ts';
import { type RowDocument, rowReader } from './read/read-rows.ts';
import { VersionMoved } from './read/version-moved.ts';

/** A dataset, and the question for its rows. */
export interface SyncedDataset {
  readonly shape: DatasetShape;
  readonly document: RowDocument;
}

export interface SyncSettings {
  readonly url: string;
  readonly pageSize: number;
}

export interface SyncReport {
  readonly status: DatasetStatus;
  readonly wireHash: string;
  /** Partitions that were fetched, and that are gone. */
  readonly changed: number;
  readonly removed: number;
  readonly nodes: { readonly created: number; readonly deleted: number; readonly kept: number };
}

/** Reads of one version that are tried while somebody publishes. */
const ATTEMPTS = 5;

/**
 * Brings Gatsby's nodes of a dataset to its newest version: asks what changed, fetches that, checks all of it, and only
 * then touches nodes.
 *
 * @throws coded errors of the plugin; the nodes are as they were then
 */
export async function syncDataset(
  api: NodeApi,
  ask: AskHub,
  { shape, document }: SyncedDataset,
  settings: SyncSettings,
): Promise<SyncReport> {
  const stored = storedRows(api, shape);
  for (let attempt = 1; ; attempt++) {
    try {
      const { status, wireHash, listing, state, madeWith } = await readTarget(api, ask, shape, settings);
      const plan = planSync(
        presentPartitions(api, shape, state, stored),
        listing.partitions,
        shape.partitionBy.length,
      );
      const sync: SyncState | null =
        status.version === null
          ? null
          : {
              version: listing.version,
              publishedAt: status.publishedAt,
              runId: status.runId,
              madeWith,
              partitions: sortedPartitions(listing.partitions),
            };
      const last = datasetNode(api, shape, status, wireHash, listing.partitions, sync);
      const report = { status, wireHash, changed: plan.changed.size, removed: plan.removed.size };

      if (state && isUnchanged(plan)) {
        touchAll(api, shape);
        await api.actions.createNode(last);
        return { ...report, nodes: { created: 0, deleted: 0, kept: stored.size } };
      }
      const read = rowReader(ask, document, shape, listing.version, settings.pageSize, settings.url);
      const fetched = await fetchSync(shape, plan, read);
      checkSync(shape, plan, fetched);
      const nodes = await applySync(api, shape, plan, fetched, stored);
      await api.actions.createNode(last);
      return { ...report, nodes };
    } catch (error) {
      if (!(error instanceof VersionMoved)) throw error;
      if (attempt === ATTEMPTS)
        throw pluginError('DATAHUB_VERSION_MOVED', { dataset: shape.name, attempts: ATTEMPTS });
    }
  }
}

/** The version to come to. Its partitions are listed after its status: where they differ, somebody published between. */
async function readTarget(api: NodeApi, ask: AskHub, shape: DatasetShape, { url }: SyncSettings) {
  const hub = await readHub(ask);
  const status = statusOf(hub, shape.name, url);
  const madeWith = [pluginVersion, contract.wireHash, status.storageHash].join(' ');
  const state = readState(api, shape, madeWith);
  const listing = await readListing(ask, shape, status, state, url);
  if (status.version !== null && status.version !== listing.version) throw new VersionMoved();
  return { status, wireHash: hub.wireHash, listing, state, madeWith };
}

function readListing(
  ask: AskHub,
  shape: DatasetShape,
  status: DatasetStatus,
  state: SyncState | null,
  url: string,
): Listing | Promise<Listing> {
  if (status.version === null) return { version: 0, partitions: new Map() };
  const { version, publishedAt, runId } = status;
  if (state?.version === version && state.publishedAt === publishedAt && state.runId === runId) {
    return { version, partitions: partitionsByKey(state.partitions) };
  }
  return readPartitions(ask, shape, url);
}

async function applySync(
  api: NodeApi,
  shape: DatasetShape,
  plan: SyncPlan,
  fetched: Fetched,
  stored: ReturnType<typeof storedRows>,
) {
  const fresh = rowNodes(api, shape, fetched);
  const rows = rowIds(fresh, stored);
  const nodes = [
    ...[...fresh.values()].flat(),
    ...dayNodes(api, shape, plan, fetched, rows),
    ...groupNodes(api, shape, plan, fetched, rows),
    overviewNode(api, shape, plan, fetched),
  ];
  const kept = new Set<string>();
  for (const [key, { values }] of plan.next) {
    if (!plan.changed.has(key)) for (const row of stored.get(key) ?? []) kept.add(row.id);
    kept.add(dayNodeId(api, shape, values[0] as string));
    for (const [index, group] of shape.groups.entries()) {
      kept.add(groupNodeId(api, shape, group, values[index + 1] as string));
    }
  }
  return applyNodes(api, shape, nodes, (node) => kept.has(node.id));
}
