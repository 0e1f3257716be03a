import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipelineError } from '../errors.ts';
import type { InputFile } from '../read/input-file.ts';
import type { DayInput } from './find-input.ts';

/** What a day's files held when they were hashed. */
export interface ContentHash {
  readonly day: string;
  /** SHA-256 over the SHA-256 of each file, in order; names do not count. Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly stamps: readonly FileStamp[];
}

interface FileStamp {
  readonly file: InputFile;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface HashOptions {
  readonly signal?: AbortSignal;
  /** Bytes that were hashed, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Hashes the content of days.
 * @throws INPUT_UNREADABLE
 */
export async function hashContents(
  days: readonly DayInput[],
  { signal, onProgress }: HashOptions = {},
): Promise<ContentHash[]> {
  const stamped: { day: string; stamps: FileStamp[] }[] = [];
  for (const { day, files } of days) stamped.push({ day, stamps: await Promise.all(files.map(stampOf)) });
  const total = sizeOf(stamped.flatMap(({ stamps }) => stamps));
  let done = 0;
  const contents: ContentHash[] = [];
  for (const { day, stamps } of stamped) {
    const hash = createHash('sha256');
    for (const { file } of stamps) {
      const onBytes = (count: number) => {
        done += count;
        onProgress?.(done, total);
      };
      hash.update(await hashFile(file, onBytes, signal));
    }
    contents.push({ day, stamps, bytes: sizeOf(stamps), sha256: hash.digest('hex') });
  }
  return contents;
}

function sizeOf(stamps: readonly FileStamp[]): number {
  return stamps.reduce((sum, { size }) => sum + size, 0);
}

/**
 * Proves that the files are still those that were hashed: a fingerprint of other bytes would make a later, right
 * publish a no-op.
 * @throws INPUT_CHANGED
 */
export async function checkUnchanged(contents: readonly ContentHash[]): Promise<void> {
  for (const { file, size, mtimeMs } of contents.flatMap(({ stamps }) => stamps)) {
    const now = await stampOf(file);
    if (now.size !== size || now.mtimeMs !== mtimeMs)
      throw pipelineError('INPUT_CHANGED', { file: file.name });
  }
}

async function stampOf(file: InputFile): Promise<FileStamp> {
  const { size, mtimeMs } = await stat(file.path).catch((cause) => {
    throw unreadable(file, cause);
  });
  return { file, size, mtimeMs };
}

async function hashFile(
  file: InputFile,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<Buffer> {
  const hash = createHash('sha256');
  try {
    const stream = createReadStream(file.path, { highWaterMark: 1 << 20, ...(signal && { signal }) });
    for await (const chunk of stream) {
      hash.update(chunk);
      onBytes(chunk.length);
    }
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreadable(file, cause);
  }
  return hash.digest();
}

function unreadable(file: InputFile, cause: unknown) {
  return pipelineError('INPUT_UNREADABLE', { file: file.name, reason: (cause as Error).message }, cause);
}
