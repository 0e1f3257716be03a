import { createReadStream, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Bytes of an input file, decompressed. */
export interface ByteSource {
  /** Reads at most `length` bytes to `target[at]`; 0 at the end. */
  read(target: Uint8Array, at: number, length: number): Promise<number> | number;
  close(): Promise<void>;
}

/** What the first bytes say of a file. */
export interface FileKind {
  readonly size: number;
  /** By the magic number: names lie. */
  readonly kind: 'gzip' | 'parquet' | 'plain';
}

export async function probeFile(path: string): Promise<FileKind> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(4);
    await file.read(head, 0, 4, 0);
    if (head[0] === 0x1f && head[1] === 0x8b) return { size, kind: 'gzip' };
    return { size, kind: head.toString('latin1') === 'PAR1' ? 'parquet' : 'plain' };
  } finally {
    await file.close();
  }
}

/**
 * A plain file, from the byte `start` on.
 * @param waits the thread has nothing else to do than to wait for the disk.
 */
export async function openPlain(path: string, start: number, waits: boolean): Promise<ByteSource> {
  const file = await open(path, 'r');
  let position = start;
  if (waits) {
    return {
      read(target, at, length) {
        const bytesRead = readSync(file.fd, target, at, length, position);
        position += bytesRead;
        return bytesRead;
      },
      close: () => file.close(),
    };
  }
  return {
    async read(target, at, length) {
      const { bytesRead } = await file.read(target, at, length, position);
      position += bytesRead;
      return bytesRead;
    },
    close: () => file.close(),
  };
}

/** Bytes after the end of a gzip stream that are no further stream. */
export class TrailingBytesError extends Error {
  readonly code = 'TRAILING_BYTES';
  constructor() {
    super('bytes follow the end of the stream');
  }
}

/** A gzip file, of one stream or several behind each other. Its whole content is checked: checksum, length, end. */
export async function openGzip(path: string, size: number): Promise<ByteSource> {
  const gunzip = createGunzip({ chunkSize: 1 << 17 });
  // Errors of either end arrive at whoever iterates.
  pipeline(createReadStream(path, { highWaterMark: 1 << 17 }), gunzip, () => {});
  const chunks = gunzip.iterator({ destroyOnReturn: true })[Symbol.asyncIterator]();
  let chunk: Buffer | undefined;
  let used = 0;
  return {
    async read(target, at, length) {
      while (chunk === undefined || used === chunk.length) {
        const next = await chunks.next();
        if (next.done) {
          // Node stops at bytes that start no further stream, without a word.
          if (gunzip.bytesWritten < size) throw new TrailingBytesError();
          return 0;
        }
        chunk = next.value as Buffer;
        used = 0;
      }
      const taken = Math.min(length, chunk.length - used);
      target.set(chunk.subarray(used, used + taken), at);
      used += taken;
      return taken;
    },
    async close() {
      await chunks.return?.();
    },
  };
}
