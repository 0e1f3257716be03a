import type { DatasetIr } from '@datahub/contract';
import type { Snapshot, Table } from '@datahub/lake';
import { putManifests } from './commit-dataset.ts';
import { manifestPath, manifestsOf } from './make-manifest.ts';
import { mapLimited } from './map-limited.ts';
import type { PublishedDay } from './publish-record.ts';

const HEADS_AT_ONCE = 16;

/** Makes those manifests again that are not there. Returns their days. */
export async function restoreManifests(
  table: Table,
  dataset: DatasetIr,
  snapshot: Snapshot,
  days: readonly PublishedDay[],
): Promise<string[]> {
  const heads = await mapLimited(days, HEADS_AT_ONCE, ({ day }) =>
    table.store.head(`${table.root}/${manifestPath(dataset, day)}`),
  );
  const lost = days.filter((_, index) => heads[index] === null);
  await putManifests(table, dataset, manifestsOf(dataset, snapshot, lost));
  return lost.map(({ day }) => day);
}
