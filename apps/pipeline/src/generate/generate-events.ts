import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { addDays } from '../dates/business-day.ts';
import type { ChunkSpec } from './make-chunk.ts';
import { makeChunks } from './make-chunks.ts';
import { type DayShape, planDays } from './plan-days.ts';

export interface GenerateOptions {
  /** Folder for the files; made where it is not there. */
  readonly folder: string;
  /** Days, `YYYY-MM-DD`, one after the other. */
  readonly days: readonly string[];
  /** Lines of a day on average, dirt among them. */
  readonly rowsPerDay: number;
  readonly regions: number;
  /** Kinds of events. */
  readonly eventTypes: number;
  readonly seed: string;
  /** Share of records that must be refused or are duplicates. */
  readonly dirt: number;
  readonly gzip: boolean;
  /** All days in `events.ndjson`, instead of a file a day. */
  readonly singleFile: boolean;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Called with the rows that were written. */
  readonly onProgress?: (rows: number, total: number) => void;
}

export interface Generated {
  readonly days: readonly {
    readonly day: string;
    readonly rows: number;
    readonly phase: DayShape['phase'];
  }[];
  /** Paths, in the order of the days. */
  readonly files: readonly string[];
  readonly rows: number;
  /** Before compression. */
  readonly bytes: number;
  /** Lines by kind of dirt; `duplicate` is a record twice, `odd` a record that must be taken all the same. */
  readonly dirt: Readonly<Record<string, number>>;
}

// Fixed: the bytes of a day depend on how it is cut. Small enough that a chunk is gone before the collector keeps it.
const CHUNK_ROWS = 5_000;

/**
 * Writes sample events of the source `product-events`. The same options give the same bytes, whatever the machine,
 * the number of threads and the day it runs on. A file appears when it is finished.
 */
export async function generateEvents(options: GenerateOptions): Promise<Generated> {
  await mkdir(options.folder, { recursive: true });
  const shapes = planDays(options.days, options.rowsPerDay);
  const extension = options.gzip ? 'ndjson.gz' : 'ndjson';
  const outputs = options.singleFile
    ? [{ name: `events.${extension}`, shapes }]
    : shapes.map((shape) => ({ name: `${shape.day}.${extension}`, shapes: [shape] }));
  const tally = { rows: 0, bytes: 0, dirt: {} as Record<string, number> };
  const total = shapes.reduce((sum, { rows }) => sum + rows, 0);
  const files: string[] = [];
  for (const { name, shapes } of outputs) {
    const path = join(options.folder, name);
    await writeFile(path, options, shapes, tally, total);
    files.push(path);
  }
  return { days: shapes, files, ...tally };
}

async function writeFile(
  path: string,
  options: GenerateOptions,
  shapes: readonly DayShape[],
  tally: { rows: number; bytes: number; dirt: Record<string, number> },
  total: number,
): Promise<void> {
  const specs = shapes.flatMap((shape) => chunksOf(shape, options));
  async function* bytes() {
    let index = 0;
    for await (const chunk of makeChunks(specs, options.threads ?? availableParallelism())) {
      for (const [kind, count] of Object.entries(chunk.dirt))
        tally.dirt[kind] = (tally.dirt[kind] ?? 0) + count;
      tally.rows += specs[index++]?.rows ?? 0;
      tally.bytes += chunk.bytes.byteLength;
      options.onProgress?.(tally.rows, total);
      yield chunk.bytes;
    }
  }
  const unfinished = `${path}.unfinished`;
  const { signal } = options;
  try {
    const steps = [
      Readable.from(bytes()),
      ...(options.gzip ? [createGzip()] : []),
      createWriteStream(unfinished),
    ];
    await pipeline(steps, signal ? { signal } : {});
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function chunksOf(shape: DayShape, { seed, regions, eventTypes, dirt }: GenerateOptions): ChunkSpec[] {
  const count = Math.ceil(shape.rows / CHUNK_ROWS);
  const dayBefore = addDays(shape.day, -1);
  return Array.from({ length: count }, (_, index) => {
    const rows = Math.min(CHUNK_ROWS, shape.rows - index * CHUNK_ROWS);
    return { seed, shape, dayBefore, index, count, rows, regions, kinds: eventTypes, dirt };
  });
}
