import type { DatasetIr } from '@datahub/contract';
import type { Snapshot, Table } from '@datahub/lake';
import { manifestPath, manifestsOf, serializeManifest } from './make-manifest.ts';
import { mapLimited } from './map-limited.ts';
import { dayColumn, type PublishedDay, readPublishedDays } from './publish-record.ts';

const READS_AT_ONCE = 16;
const PUTS_AT_ONCE = 8;

/**
 * Puts the manifests of days, then looks at the log again: where somebody has replaced a day meanwhile, the newer
 * manifest may lie below the one that was put just now, and is put once more. So whoever writes last, the manifest of
 * the newest version stays.
 */
export async function putManifests(
  table: Table,
  dataset: DatasetIr,
  snapshot: Snapshot,
  days: readonly PublishedDay[],
): Promise<void> {
  await mapLimited(manifestsOf(dataset, snapshot, days), PUTS_AT_ONCE, (manifest) =>
    table.store.put(`${table.root}/${manifestPath(dataset, manifest.run_date)}`, serializeManifest(manifest)),
  );
  const newest = await table.refresh(snapshot);
  if (newest === null || newest.version === snapshot.version) return;
  const wanted = new Set(days.map(({ day }) => day));
  const published = await readPublishedDays(table, newest, dayColumn(dataset), wanted);
  await restoreManifests(
    table,
    dataset,
    newest,
    [...published.values()].filter((day) => day !== null),
  );
}

/** Makes those manifests again that are not there, or are not what the log says. Returns their days. */
export async function restoreManifests(
  table: Table,
  dataset: DatasetIr,
  snapshot: Snapshot,
  days: readonly PublishedDay[],
): Promise<string[]> {
  const manifests = manifestsOf(dataset, snapshot, days);
  const right = await mapLimited(manifests, READS_AT_ONCE, async (manifest) => {
    const found = await table.store.get(`${table.root}/${manifestPath(dataset, manifest.run_date)}`);
    return found !== null && Buffer.from(serializeManifest(manifest)).equals(found);
  });
  const wrong = days.filter((_, index) => !right[index]);
  if (wrong.length > 0) await putManifests(table, dataset, snapshot, wrong);
  return wrong.map(({ day }) => day);
}
