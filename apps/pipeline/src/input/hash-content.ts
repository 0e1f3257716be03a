import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { pipelineError } from '../errors.ts';
import type { InputFile } from '../read/input-file.ts';
import type { DayInput } from './find-input.ts';
import type { FilePart } from './hash-part.ts';
import { hashParts, PartError } from './hash-parts.ts';

/** What a day's files held when they were hashed. */
export interface ContentHash {
  readonly day: string;
  /**
   * SHA-256 over what the files are each, in order: SHA-256 over the SHA-256 of each 16 MiB of it. Names do not count.
   * Lower-case hex.
   */
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
  /** Default: the number of processors. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Bytes that were hashed, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A file is hashed in parts of so many bytes, each on its own. Another size makes other fingerprints. */
const PART = 16 << 20;

interface InputPart extends FilePart {
  readonly file: InputFile;
}

/**
 * Hashes the content of days, on several threads.
 * @throws INPUT_UNREADABLE
 */
export async function hashContents(
  days: readonly DayInput[],
  { threads, signal, onProgress }: HashOptions = {},
): Promise<ContentHash[]> {
  const stamped: { day: string; stamps: FileStamp[] }[] = [];
  for (const { day, files } of days) stamped.push({ day, stamps: await Promise.all(files.map(stampOf)) });
  const parts = stamped.flatMap(({ stamps }) => stamps.flatMap(partsOf));
  const total = sizeOf(stamped.flatMap(({ stamps }) => stamps));
  let done = 0;
  const digests = await hashParts(parts, {
    threads: threads ?? availableParallelism(),
    signal,
    onPart: ({ length }) => {
      done += length;
      onProgress?.(done, total);
    },
  }).catch((cause) => {
    throw cause instanceof PartError ? unreadable((cause as PartError<InputPart>).part.file, cause) : cause;
  });
  let next = 0;
  return stamped.map(({ day, stamps }) => {
    const ofDay = createHash('sha256');
    for (const stamp of stamps) {
      const ofFile = createHash('sha256');
      for (const _ of partsOf(stamp)) ofFile.update(digests[next++] as Uint8Array);
      ofDay.update(ofFile.digest());
    }
    return { day, stamps, bytes: sizeOf(stamps), sha256: ofDay.digest('hex') };
  });
}

function partsOf({ file, size }: FileStamp): InputPart[] {
  return Array.from({ length: Math.ceil(size / PART) }, (_, index) => {
    const start = index * PART;
    return { file, path: file.path, start, length: Math.min(PART, size - start) };
  });
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

function unreadable(file: InputFile, cause: unknown) {
  return pipelineError('INPUT_UNREADABLE', { file: file.name, reason: (cause as Error).message }, cause);
}
