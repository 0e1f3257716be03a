import { parentPort } from 'node:worker_threads';
import { type FilePart, hashPart } from './hash-part.ts';
import type { HashReply } from './hash-parts.ts';

// A thread that hashes one part after the other.
const port = parentPort;
if (!port) throw new Error('hash-worker runs in a worker thread.');
const reply = (message: HashReply) => port.postMessage(message);

port.on('message', (part: FilePart) => {
  try {
    reply({ digest: hashPart(part) });
  } catch (error) {
    reply({ reason: error instanceof Error ? error.message : String(error) });
  }
});
