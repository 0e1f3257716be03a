import { Worker } from 'node:worker_threads';
import { type FilePart, hashPart } from './hash-part.ts';

export type HashReply = { readonly digest: Uint8Array } | { readonly reason: string };

export interface HashPartsOptions {
  readonly threads: number;
  readonly onPart: (part: FilePart) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Why a part could not be read. */
export class PartError<Part extends FilePart> extends Error {
  readonly part: Part;

  constructor(part: Part, reason: string) {
    super(reason);
    this.part = part;
  }
}

/** Below so many bytes a thread costs more than it brings. */
const WORTH_A_THREAD = 8 << 20;

/**
 * SHA-256 of each part, on as many threads as they are worth.
 * @throws PartError
 */
export async function hashParts<Part extends FilePart>(
  parts: readonly Part[],
  { threads, onPart, signal }: HashPartsOptions,
): Promise<Uint8Array[]> {
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  const digests: Uint8Array[] = [];
  const queue = parts.entries();
  const done = (index: number, part: Part, reply: HashReply) => {
    if ('reason' in reply) throw new PartError(part, reply.reason);
    digests[index] = reply.digest;
    onPart(part);
  };
  if (bytes < WORTH_A_THREAD) {
    for (const [index, part] of queue) {
      signal?.throwIfAborted();
      done(index, part, hashHere(part));
    }
    return digests;
  }
  const workers = Array.from({ length: Math.min(threads, parts.length) }, startWorker);
  try {
    await Promise.all(workers.map((worker) => feed(worker, queue, done, signal)));
    return digests;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function hashHere(part: FilePart): HashReply {
  try {
    return { digest: hashPart(part) };
  } catch (error) {
    return { reason: (error as Error).message };
  }
}

function startWorker(): Worker {
  // Workers are loaded by Node itself: from the sources (in tests) too it is the built file that runs.
  const built = import.meta.url.endsWith('.ts') ? '../../dist/input/hash-worker.js' : './hash-worker.js';
  return new Worker(new URL(built, import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 2 } });
}

/** Gives a thread one part after the other. */
function feed<Part extends FilePart>(
  worker: Worker,
  queue: Iterator<[number, Part]>,
  done: (index: number, part: Part, reply: HashReply) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let current: [number, Part] | undefined;
    const next = () => {
      const following = queue.next();
      if (following.done) return resolve();
      current = following.value;
      worker.postMessage(current[1]);
    };
    worker.on('message', (reply: HashReply) => {
      try {
        signal?.throwIfAborted();
        if (current) done(...current, reply);
        next();
      } catch (error) {
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`A hashing thread ended with code ${code}.`)));
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    next();
  });
}
