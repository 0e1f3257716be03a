// A thread that makes chunks, one message each.
import { parentPort } from 'node:worker_threads';
import { type ChunkSpec, makeChunk } from './make-chunk.ts';

parentPort?.on('message', (spec: ChunkSpec) => {
  const chunk = makeChunk(spec);
  parentPort?.postMessage(chunk, [chunk.bytes.buffer]);
});
