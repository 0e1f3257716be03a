import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { DatasetIr } from '@datahub/contract';
import type { Snapshot, Store, Table } from '@datahub/lake';
import { manifestPath, manifestsOf, serializeManifest } from '../publish/make-manifest.ts';
import type { DayRecord, PublishedDay } from '../publish/publish-record.ts';
import { quarantineKey } from '../publish/write-quarantine.ts';
import type { LakeProblem } from './lake-problem.ts';

/**
 * Holds a day's record against itself, its manifest, its rows and its quarantine.
 *
 * @param events that the day's rows count; null where that is not known.
 */
export async function checkDay(
  table: Table,
  snapshot: Snapshot,
  dataset: DatasetIr,
  published: PublishedDay,
  events: number | null,
): Promise<LakeProblem[]> {
  const { day, record, version } = published;
  const input = record.days[day] as DayRecord;
  const problems: LakeProblem[] = [];
  const blame = (file: string, problem: string) => problems.push({ dataset: dataset.name, file, problem });
  const commit = `${table.root}/_delta_log/${String(version).padStart(20, '0')}.json`;

  const parts = input.rows_aggregated + input.rows_duplicate + input.rows_quarantined;
  if (input.rows_read !== parts) {
    blame(commit, `says that ${day} had ${input.rows_read} records, and accounts for ${parts}`);
  }
  if (events !== null && events !== input.rows_aggregated) {
    blame(commit, `says that ${day} has ${input.rows_aggregated} events, and its rows count ${events}`);
  }

  const [manifest] = manifestsOf(dataset, snapshot, [published]);
  const key = `${table.root}/${manifestPath(dataset, day)}`;
  const found = await table.store.get(key);
  if (found === null) blame(key, 'is missing');
  else if (manifest && !Buffer.from(serializeManifest(manifest)).equals(found)) {
    blame(key, 'differs from what the log says');
  }

  if (input.rows_quarantined > 0) {
    const quarantine = quarantineKey(record.source, day, record.run_id);
    const records = await countRecords(table.store, quarantine);
    if (records === null) blame(quarantine, 'is missing');
    else if (typeof records === 'string') blame(quarantine, `cannot be read: ${records}`);
    else if (records !== input.rows_quarantined) {
      blame(quarantine, `has ${records} records, and the log says ${input.rows_quarantined}`);
    }
  }
  return problems;
}

/** Lines of a gzip file; null where there is none, a text where it cannot be unpacked. */
async function countRecords(store: Store, key: string): Promise<number | string | null> {
  const bytes = await store.get(key);
  if (bytes === null) return null;
  let lines = 0;
  try {
    for await (const chunk of Readable.from([bytes]).pipe(createGunzip())) {
      for (const byte of chunk as Buffer) if (byte === 10) lines++;
    }
  } catch (error) {
    return (error as Error).message;
  }
  return lines;
}
