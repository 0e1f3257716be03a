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

/** @throws INPUT_UNREADABLE */
export async function hashContent({ day, files }: DayInput, signal?: AbortSignal): Promise<ContentHash> {
  const hash = createHash('sha256');
  const stamps: FileStamp[] = [];
  for (const file of files) {
    const stamp = await stampOf(file);
    hash.update(await hashFile(file, signal));
    stamps.push(stamp);
  }
  const bytes = stamps.reduce((sum, { size }) => sum + size, 0);
  return { day, sha256: hash.digest('hex'), bytes, stamps };
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

async function hashFile(file: InputFile, signal?: AbortSignal): Promise<Buffer> {
  const hash = createHash('sha256');
  try {
    const stream = createReadStream(file.path, { highWaterMark: 1 << 20, ...(signal && { signal }) });
    for await (const chunk of stream) hash.update(chunk);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreadable(file, cause);
  }
  return hash.digest();
}

function unreadable(file: InputFile, cause: unknown) {
  return pipelineError('INPUT_UNREADABLE', { file: file.name, reason: (cause as Error).message }, cause);
}
