import { contract } from '@datahub/contract';
import type { DatasetShape } from '@datahub/contract/gatsby';
import type { Reporter, SourceNodesArgs } from 'gatsby';
import { shapeOfNodes } from './derive/shape-of-nodes.ts';
import { isPluginError, type PluginError, pluginError } from './errors.ts';
import { touchAll } from './nodes/apply-nodes.ts';
import { datasetNodeId, type NodeApi } from './nodes/node-store.ts';
import { type PluginOptions, readConfig } from './options.ts';
import { type AskHub, connectHub, publicHref } from './read/ask-hub.ts';
import { chooseDatasets } from './read/read-hub.ts';
import { rowDocumentOf } from './read/read-rows.ts';
import { type SyncReport, syncDataset } from './sync-dataset.ts';

/**
 * Brings the nodes of every dataset to its newest version. An error ends `gatsby build`; `gatsby develop` reports it and
 * goes on with the nodes that it has.
 */
export async function sourceNodes(args: SourceNodesArgs, options: PluginOptions): Promise<void> {
  const { reporter } = args;
  try {
    const config = readConfig(options);
    const ask = connectHub(config);
    const settings = { url: publicHref(config.url), pageSize: config.pageSize };
    for (const dataset of chooseDatasets(config.datasets)) {
      await syncOne(args, ask, shapeOfNodes(dataset), settings);
    }
  } catch (error) {
    for (const dataset of contract.datasets) keepNodes(args, shapeOfNodes(dataset));
    if (!isPluginError(error)) throw error;
    reporter.panicOnBuild(reported(error));
  }
}

async function syncOne(
  args: SourceNodesArgs,
  ask: AskHub,
  shape: DatasetShape,
  settings: { url: string; pageSize: number },
) {
  const { reporter } = args;
  const timer = reporter.activityTimer(`source ${shape.name} from ${settings.url}`);
  timer.start();
  try {
    const report = await syncDataset(args, ask, { shape, document: rowDocumentOf(shape.name) }, settings);
    timer.setStatus(summary(report));
    warn(reporter, report);
  } finally {
    timer.end();
  }
}

function summary({ status, changed, removed, nodes }: SyncReport): string {
  if (status.version === null) return 'nothing was published yet';
  const gone = removed > 0 ? `, ${removed} gone` : '';
  return `version ${status.version}: ${changed} partitions fetched${gone}; ${nodes.created} nodes made`;
}

function warn(reporter: Reporter, { status, wireHash }: SyncReport): void {
  const warnings: PluginError[] = [];
  if (wireHash !== contract.wireHash) {
    warnings.push(pluginError('DATAHUB_CONTRACT_DIFFERS', { served: wireHash, own: contract.wireHash }));
  }
  if (status.state === 'DEGRADED') {
    const details = { dataset: status.name, version: status.version, reason: status.message ?? '' };
    warnings.push(pluginError('DATAHUB_DATASET_DEGRADED', details));
  }
  for (const { code, message } of warnings) reporter.warn(`${code}: ${message}`);
}

/** Without this, a failed refresh of `gatsby develop` would empty the site. */
function keepNodes(api: NodeApi, shape: DatasetShape): void {
  touchAll(api, shape);
  const node = api.getNode(datasetNodeId(api, shape));
  if (node) api.actions.touchNode(node);
}

/** Without the error itself: its stack says nothing to whoever has to set an address. */
function reported({ code, message }: PluginError) {
  return { id: code, context: { sourceMessage: `${code}: ${message}` } };
}
