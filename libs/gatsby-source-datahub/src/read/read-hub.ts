import { contract, datasetOf } from '@datahub/contract';
import { DataHubStatusDocument, type DataHubStatusQuery } from '../__generated__/operations.ts';
import { pluginError } from '../errors.ts';
import type { AskHub } from './ask-hub.ts';

export type HubStatus = DataHubStatusQuery['hub'];
export type DatasetStatus = HubStatus['datasets'][number];

/** The datasets of the contract that the options ask for. @throws DATAHUB_DATASET_UNKNOWN */
export function chooseDatasets(names: readonly string[] | null) {
  if (names === null) return contract.datasets;
  return names.map((name) => {
    const dataset = datasetOf(name);
    if (dataset) return dataset;
    const known = contract.datasets.map((one) => one.name).join(', ');
    throw pluginError('DATAHUB_DATASET_UNKNOWN', { dataset: name, known });
  });
}

export async function readHub(ask: AskHub): Promise<HubStatus> {
  return (await ask(DataHubStatusDocument, {})).hub;
}

/** @throws DATAHUB_DATASET_MISSING */
export function statusOf(hub: HubStatus, dataset: string, url: string): DatasetStatus {
  const status = hub.datasets.find(({ name }) => name === dataset);
  if (!status) throw pluginError('DATAHUB_DATASET_MISSING', { dataset, url });
  return status;
}
