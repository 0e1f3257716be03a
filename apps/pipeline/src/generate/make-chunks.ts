import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Chunk, type ChunkSpec, makeChunk } from './make-chunk.ts';

/** Starting threads takes longer than so many rows. */
const WORTH_THREADS = 200_000;
/** Chunks that each thread may be ahead of the reader: they wait in memory. */
const AHEAD = 2;

// A thread runs what was built: Node 20 reads no TypeScript, and tests run the sources.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/generate/chunk-worker.js' : './chunk-worker.js',
  import.meta.url,
);

/** Makes all chunks, on several threads where there is much to do, and yields them in their order. */
export async function* makeChunks(specs: readonly ChunkSpec[], threads: number): AsyncGenerator<Chunk> {
  const rows = specs.reduce((sum, spec) => sum + spec.rows, 0);
  if (threads < 2 || rows < WORTH_THREADS) {
    for (const spec of specs) yield makeChunk(spec);
    return;
  }
  const workers = Array.from(
    { length: threads },
    () =>
      new Worker(WORKER, {
        // A chunk dies young: given room, the collector never has to carry it over.
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      }),
  );
  try {
    // Chunk n is made by thread n modulo the threads; a thread answers in the order it is asked.
    const queues = workers.map(() => Promise.resolve() as Promise<unknown>);
    const ask = (index: number): Promise<Chunk> => {
      const slot = index % threads;
      const worker = workers[slot] as Worker;
      const answer = (queues[slot] as Promise<unknown>).then(async () => {
        const answered = once(worker, 'message');
        worker.postMessage(specs[index]);
        return (await answered)[0] as Chunk;
      });
      queues[slot] = answer;
      answer.catch(() => {}); // seen when its turn comes
      return answer;
    };
    const pending: Promise<Chunk>[] = [];
    let asked = 0;
    while (asked < specs.length && asked < threads * AHEAD) pending.push(ask(asked++));
    while (pending.length > 0) {
      const chunk = await (pending.shift() as Promise<Chunk>);
      if (asked < specs.length) pending.push(ask(asked++));
      yield chunk;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
