import { constants, copyFile, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ByteRange } from '../store.ts';

/** `code` of a system error, or an empty string. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** Nothing lies there: no such name, a file where a folder would be, a folder where a file would be. */
export function isMissing(cause: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(cause));
}

export async function readRange(file: FileHandle, range: ByteRange): Promise<Uint8Array> {
  const { size } = await file.stat();
  const start = 'last' in range ? Math.max(0, size - range.last) : Math.min(range.offset, size);
  const length = 'last' in range ? size - start : Math.min(range.length ?? size, size - start);
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) break; // cut short by somebody since stat()
    filled += bytesRead;
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, filled);
}

/** Makes a folder and those above it, durably. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncPath(dirname(made));
}

/** Moves a file to its place, by copy where it lies on another file system. The content is synced before the name. */
export async function takeOver(from: string, to: string, temporary: string): Promise<void> {
  await syncPath(from);
  try {
    await rename(from, to);
  } catch (cause) {
    if (codeOf(cause) !== 'EXDEV') throw cause;
    try {
      await copyFile(from, temporary, constants.COPYFILE_EXCL);
      await syncPath(temporary);
      await rename(temporary, to);
    } finally {
      await rm(temporary, { force: true });
    }
    await rm(from, { force: true });
  }
}

/** Forces a file to the disk, or a folder: a new name is there only when the folder that holds it is. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
