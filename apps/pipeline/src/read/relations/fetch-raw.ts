import { type FileHandle, open } from 'node:fs/promises';
import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ByteSource, openGzip } from '../open-input.ts';
import type { Rule } from '../rules.ts';
import type { ReadTask } from '../run-task.ts';
import { RefusedFile } from '../staging/refused-file.ts';
import { STAGED } from '../staging/staged-names.ts';
import { columnsOf, RELATIONS } from './names.ts';

/**
 * Brings the text of records that were refused after they were staged: from where they lie in the input, which is
 * read a second time for it, once, in its own order.
 *
 * @returns path of the file of refused records, or null where there is none.
 */
export async function fetchRaw(
  connection: DuckDBConnection,
  tasks: readonly ReadTask[],
  path: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const refused = new RefusedFile(path);
  const result = await connection.stream(
    `SELECT ${columnsOf([STAGED.task, STAGED.line, STAGED.offset, STAGED.length])}, rule, detail
     FROM ${quoteName(RELATIONS.REFUSED)} ORDER BY ${columnsOf([STAGED.task, STAGED.offset])}`,
  );
  let reader: RandomReader | undefined;
  let current: ReadTask | undefined;
  try {
    for await (const rows of result.yieldRowsJs()) {
      signal?.throwIfAborted();
      for (const [index, line, offset, length, rule, detail] of rows) {
        const task = tasks[Number(index)] as ReadTask;
        if (task !== current) {
          await reader?.close();
          refused.flush();
          reader = task.gzip
            ? new GzipReader(await openGzip(task.path, task.size))
            : new PlainReader(await open(task.path));
          current = task;
          refused.begin(task.index);
        }
        const raw = await (reader as RandomReader).read(Number(offset), Number(length));
        const place = { line: Number(line), offset: Number(offset) };
        refused.add(rule as Rule, detail as string, place, raw, 0, raw.length);
      }
    }
  } finally {
    await reader?.close();
  }
  return refused.close();
}

interface RandomReader {
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

class PlainReader implements RandomReader {
  readonly #file: FileHandle;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    await this.#file.read(bytes, 0, length, offset);
    return bytes;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Offsets only ever grow. */
class GzipReader implements RandomReader {
  readonly #source: ByteSource;
  readonly #passed = Buffer.alloc(1 << 16);
  #position = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    while (this.#position < offset) {
      const read = await this.#source.read(
        this.#passed,
        0,
        Math.min(this.#passed.length, offset - this.#position),
      );
      if (read === 0) break;
      this.#position += read;
    }
    const bytes = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const read = await this.#source.read(bytes, filled, length - filled);
      if (read === 0) break;
      filled += read;
    }
    this.#position += filled;
    return bytes;
  }

  close(): Promise<void> {
    return this.#source.close();
  }
}
