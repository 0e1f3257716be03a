import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** A piece of a file. */
export interface FilePart {
  readonly path: string;
  readonly start: number;
  /** Bytes, unless the file ends before. */
  readonly length: number;
}

/** So much lies near the processor when it is hashed. */
const CHUNK = 1 << 18;

/** SHA-256 of a part. Waits for the disk: for a thread that has nothing else to do, or a small file. */
export function hashPart({ path, start, length }: FilePart): Buffer {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, length));
  const file = openSync(path, 'r');
  try {
    let done = 0;
    while (done < length) {
      const read = readSync(file, chunk, 0, Math.min(CHUNK, length - done), start + done);
      if (read === 0) break;
      hash.update(chunk.subarray(0, read));
      done += read;
    }
  } finally {
    closeSync(file);
  }
  return hash.digest();
}
