import { DataHubChangesDocument } from '../__generated__/operations.ts';
import type { DatasetShape } from '../derive/dataset-shape.ts';
import { pluginError } from '../errors.ts';
import { type Partition, type Partitions, partitionKey } from '../plan/partition.ts';
import type { AskHub } from './ask-hub.ts';

/** All partitions of one version of a dataset. */
export interface Listing {
  readonly version: number;
  readonly partitions: Partitions;
}

/**
 * Brings a listing to the newest version: one question, answered with what differs, or with everything where the known
 * version is too old or is not one of this table.
 *
 * @throws DATAHUB_CONTRACT_MISMATCH
 */
export async function readChanges(
  ask: AskHub,
  shape: DatasetShape,
  known: Listing | null,
  url: string,
): Promise<Listing> {
  const { changes } = await ask(DataHubChangesDocument, {
    dataset: shape.name,
    since: known?.version ?? null,
  });
  // A table that was made again counts from 0: what is known is of another one.
  if (known && !changes.full && changes.version < known.version) return readChanges(ask, shape, null, url);
  const partitions = new Map(changes.full ? [] : known?.partitions);
  for (const change of changes.partitions) {
    const values = valuesOf(shape, change.values, url);
    const partition: Partition = { values, digest: change.digest, rows: change.rows };
    if (change.removed) partitions.delete(partitionKey(values));
    else partitions.set(partitionKey(values), partition);
  }
  return { version: changes.version, partitions };
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
