import type { DatasetIr } from '@datahub/contract';
import { type NewFile, partitionPath, type Store } from '@datahub/lake';
import type { StagedFile } from './aggregate-dataset.ts';
import { mapLimited } from './map-limited.ts';

const PUTS_AT_ONCE = 16;

export interface PutOptions {
  readonly store: Store;
  readonly dataset: DatasetIr;
  readonly files: readonly StagedFile[];
  readonly runId: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly signal?: AbortSignal;
  readonly onPut?: (done: number) => void;
}

/**
 * Puts finished files where their partitions lie. Their names carry the run, so that no run can touch a file of
 * another, committed one. On a failure, what was put is taken away again.
 */
export async function putFiles({
  store,
  dataset,
  files,
  runId,
  timestamp,
  signal,
  onPut,
}: PutOptions): Promise<NewFile[]> {
  const put: string[] = [];
  try {
    return await mapLimited(
      files,
      PUTS_AT_ONCE,
      async ({ localPath, partitionValues, index, rows, bytes, sha256 }) => {
        signal?.throwIfAborted();
        const name = `part-${String(index).padStart(5, '0')}-${runId}.snappy.parquet`;
        const path = `${partitionPath(dataset.partitionBy, partitionValues)}/${name}`;
        put.push(path);
        await store.putFile(`${dataset.name}/${path}`, localPath);
        onPut?.(put.length);
        return { path, partitionValues, size: bytes, modificationTime: timestamp, rows, sha256 };
      },
    );
  } catch (error) {
    await removeFiles(store, dataset, put);
    throw error;
  }
}

/** Takes files away that no commit names. Best effort: what stays is litter, and never read. */
export async function removeFiles(store: Store, dataset: DatasetIr, paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map((path) => store.delete(`${dataset.name}/${path}`)));
}
