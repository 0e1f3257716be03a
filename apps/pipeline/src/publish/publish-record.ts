import type { DatasetIr } from '@datahub/contract';
import { publisherInfo, type Snapshot, type Table } from '@datahub/lake';

/** What a publish says of itself in `commitInfo.datahub`: all of a manifest that the log does not say otherwise. */
export interface PublishRecord {
  readonly run_id: string;
  readonly source: string;
  readonly engine: { readonly name: string; readonly version: string };
  readonly contract: { readonly wire_hash: string; readonly storage_hash: string };
  /** By business day. */
  readonly days: Readonly<Record<string, DayRecord>>;
}

/** The input of one day: `rows_read = rows_aggregated + rows_duplicate + rows_quarantined`. */
export interface DayRecord {
  readonly files: readonly string[];
  readonly fingerprint: string;
  readonly rows_read: number;
  readonly rows_aggregated: number;
  readonly rows_duplicate: number;
  readonly rows_quarantined: number;
  readonly values_rounded: number;
}

/** A day of a table, and the commit that brought it. */
export interface PublishedDay {
  readonly day: string;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly record: PublishRecord;
}

/** Whether a day was published by a source, from what has that fingerprint. */
export function isMadeOf({ day, record }: PublishedDay, source: string, fingerprint: string): boolean {
  return record.source === source && record.days[day]?.fingerprint === fingerprint;
}

/** The column that says the business day: the first that a dataset is partitioned by. */
export function dayColumn(dataset: DatasetIr): string {
  return dataset.partitionBy[0] as string;
}

/**
 * Who published each day of a version: null for a day that came from a writer who kept no record. Reads one commit
 * for each version that brought one of the days.
 *
 * @param wanted the days to look at; by default all.
 */
export async function readPublishedDays(
  table: Table,
  snapshot: Snapshot,
  column: string,
  wanted?: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PublishedDay | null>> {
  const broughtIn = new Map<string, number>();
  for (const { partitionValues, addedIn } of snapshot.files) {
    const day = partitionValues[column];
    if (typeof day !== 'string' || (wanted && !wanted.has(day))) continue;
    broughtIn.set(day, Math.max(broughtIn.get(day) ?? 0, addedIn));
  }
  const commits = new Map<number, Commit>();
  for (const version of new Set(broughtIn.values())) commits.set(version, await readRecord(table, version));

  const days = new Map<string, PublishedDay | null>();
  for (const day of [...broughtIn.keys()].sort()) {
    const version = broughtIn.get(day) as number;
    days.set(day, publishedDay(day, version, commits.get(version)));
  }
  const unknown = new Set([...days].filter(([, published]) => published === null).map(([day]) => day));
  // Files that somebody compacted come from a commit without a record; the day is still the publisher's.
  for (const published of await searchHistory(table, snapshot.version, unknown))
    days.set(published.day, published);
  return days;
}

interface Commit {
  readonly timestamp: number;
  readonly record: PublishRecord | null;
}

async function readRecord(table: Table, version: number): Promise<Commit> {
  const info = await table.readCommitInfo(version);
  const record = publisherInfo(info) as PublishRecord | null;
  return { timestamp: info?.timestamp ?? 0, record: typeof record?.days === 'object' ? record : null };
}

function publishedDay(day: string, version: number, commit: Commit | undefined): PublishedDay | null {
  if (!commit?.record?.days[day]) return null;
  return { day, version, timestamp: commit.timestamp, record: commit.record };
}

async function searchHistory(
  table: Table,
  newest: number,
  wanted: ReadonlySet<string>,
): Promise<PublishedDay[]> {
  const missing = new Set(wanted);
  const found: PublishedDay[] = [];
  for (let version = newest; version >= 0 && missing.size > 0; version--) {
    const commit = await readRecord(table, version);
    for (const day of missing) {
      const published = publishedDay(day, version, commit);
      if (published === null) continue;
      found.push(published);
      missing.delete(day);
    }
  }
  return found;
}
