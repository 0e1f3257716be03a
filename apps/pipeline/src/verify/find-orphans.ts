import type { DatasetIr } from '@datahub/contract';
import { openTable, publisherInfo, type Store } from '@datahub/lake';
import type { PublishRecord } from '../publish/publish-record.ts';
import { QUARANTINE, quarantineKey } from '../publish/write-quarantine.ts';

/**
 * Keys of quarantine files that no commit names, now or in the history of the tables: what a run left that was killed, or
 * that is not done yet, and the records of an input that was refused as a whole. Nothing in the lake tells these apart, so
 * that nobody but a person may take them away.
 *
 * @param datasets all that may be published: a run is known by the commit of any.
 */
export async function findOrphans(store: Store, datasets: readonly DatasetIr[]): Promise<string[]> {
  // Listed before the logs are read: what is committed meanwhile is named by then.
  const kept: string[] = [];
  for await (const { key } of store.list(`${QUARANTINE}/`)) kept.push(key);
  if (kept.length === 0) return [];
  const named = new Set<string>();
  for (const { name } of datasets) {
    for await (const { commitInfo } of openTable(store, name).history()) {
      const record = publisherInfo(commitInfo) as PublishRecord | null;
      for (const day of Object.keys(record?.days ?? {})) {
        if (record) named.add(quarantineKey(record.source, day, record.run_id));
      }
    }
  }
  return kept.filter((key) => !named.has(key));
}
