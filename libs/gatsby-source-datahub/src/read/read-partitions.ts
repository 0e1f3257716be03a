import type { DatasetShape } from '@datahub/contract/gatsby';
import { DataHubPartitionsDocument } from '../__generated__/operations.ts';
import { pluginError } from '../errors.ts';
import { type Partitions, partitionsByKey } from '../plan/partition.ts';
import type { AskHub } from './ask-hub.ts';

/** All partitions of one version of a dataset. */
export interface Listing {
  readonly version: number;
  readonly partitions: Partitions;
}

/**
 * Lists all partitions with their digests, in one question. Not only those since the version that is known: a lake that
 * was made again, or that another address serves, counts its versions from 0 too, and only digests tell them apart.
 *
 * @throws DATAHUB_CONTRACT_MISMATCH
 */
export async function readPartitions(ask: AskHub, shape: DatasetShape, url: string): Promise<Listing> {
  const { changes } = await ask(DataHubPartitionsDocument, { dataset: shape.name });
  const partitions = changes.partitions.map(({ values, digest, rows }) => ({
    values: valuesOf(shape, values, url),
    digest,
    rows,
  }));
  return { version: changes.version, partitions: partitionsByKey(partitions) };
}

function valuesOf(
  shape: DatasetShape,
  given: readonly { key: string; value: string }[],
  url: string,
): string[] {
  const keys = given.map(({ key }) => key);
  if (JSON.stringify(keys) !== JSON.stringify(shape.partitionBy)) {
    const reason = `${shape.name} is partitioned by ${keys.join(', ')}, not ${shape.partitionBy.join(', ')}`;
    throw pluginError('DATAHUB_CONTRACT_MISMATCH', { url, reason });
  }
  return given.map(({ value }) => value);
}
