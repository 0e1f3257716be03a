import { mkdir, rm } from 'node:fs/promises';
import type { Table } from '@datahub/lake';
import { fetchFile } from './fetch-file.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { type FetchedFile, scratchPath } from './read-footers.ts';

/** Files fetched and read in one go: bounds what lies in the scratch folder. */
const BATCH = { files: 512, bytes: 256 * 1024 * 1024 };
const FETCHES_AT_ONCE = 4;

/** Files in their order, cut where a batch gets too many or too large. */
export function* batchesOf(files: readonly FetchedFile[]): Generator<readonly FetchedFile[]> {
  let batch: FetchedFile[] = [];
  let bytes = 0;
  for (const entry of files) {
    if (batch.length > 0 && (batch.length >= BATCH.files || bytes + entry.file.size > BATCH.bytes)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(entry);
    bytes += entry.file.size;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Fetches a batch and checks it. All settle, then the first failure is thrown: nothing is still being written when
 * the scratch folder is cleared.
 */
export async function fetchFiles(
  table: Table,
  batch: readonly FetchedFile[],
  version: number,
  scratch: string,
): Promise<void> {
  await mkdir(scratch, { recursive: true }); // a cleaner of temporary folders may have taken it
  const inTurn = limitConcurrency(FETCHES_AT_ONCE);
  const fetched = await Promise.allSettled(
    batch.map(({ id, file }) => inTurn(() => fetchFile(table, file, version, scratchPath(scratch, id)))),
  );
  const failed = fetched.find((result) => result.status === 'rejected');
  if (failed === undefined) return;
  await removeCopies(batch, scratch);
  throw failed.reason;
}

/** Clears the scratch folder of a batch. */
export async function removeCopies(batch: readonly FetchedFile[], scratch: string): Promise<void> {
  await Promise.all(batch.map(({ id }) => rm(scratchPath(scratch, id), { force: true })));
}
