import type { DatasetIr, Manifest, ManifestFile } from '@datahub/contract';
import { dataFields } from '@datahub/contract/storage';
import type { ActiveFile, Snapshot } from '@datahub/lake';
import { dayColumn, type PublishedDay } from './publish-record.ts';

/** Key of a day's manifest, from the table's root. */
export function manifestPath(dataset: DatasetIr, day: string): string {
  return `${dayColumn(dataset)}=${day}/_manifest.json`;
}

/** The manifest as it lies in the store. */
export function serializeManifest(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Manifests of days, made from the log alone: from the files that a version has, and from what the commit that
 * brought them says. So they can be made again whenever they were lost.
 */
export function manifestsOf(
  dataset: DatasetIr,
  snapshot: Snapshot,
  days: Iterable<PublishedDay>,
): Manifest[] {
  const column = dayColumn(dataset);
  const byDay = new Map<string, ActiveFile[]>();
  for (const file of snapshot.files) {
    const day = file.partitionValues[column] ?? '';
    const files = byDay.get(day);
    if (files) files.push(file);
    else byDay.set(day, [file]);
  }
  return Array.from(days, (published) => manifestOf(dataset, published, byDay.get(published.day) ?? []));
}

function manifestOf(
  dataset: DatasetIr,
  { day, version, timestamp, record }: PublishedDay,
  active: readonly ActiveFile[],
): Manifest {
  const input = record.days[day];
  if (input === undefined) throw new Error(`The record of version ${version} does not name ${day}.`);
  const key = dataset.partitionBy[1] ?? null;
  const files = active.map(toManifestFile).sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    manifest_version: 1,
    dataset: dataset.name,
    run_date: day,
    generated_at_utc: new Date(timestamp).toISOString(),
    data_schema: dataFields(dataset),
    partitions: { partition_key: key, values: key === null ? [] : valuesOf(files, key) },
    summary_stats: {
      total_events: input.rows_aggregated,
      total_rows: sum(files, ({ rows }) => rows),
      total_files: files.length,
      total_bytes: sum(files, ({ bytes }) => bytes),
    },
    input: { source: record.source, ...input },
    table: { version },
    files,
    contract: record.contract,
    engine: record.engine,
    run_id: record.run_id,
  };
}

function toManifestFile({ path, partitionValues, rows, size, sha256 }: ActiveFile): ManifestFile {
  return { path, partition_values: partitionValues, rows: rows ?? 0, bytes: size, sha256: sha256 ?? '' };
}

function valuesOf(files: readonly ManifestFile[], key: string): string[] {
  const values = new Set(files.map(({ partition_values }) => partition_values[key] ?? ''));
  return [...values].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
