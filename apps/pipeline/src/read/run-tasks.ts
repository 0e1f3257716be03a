import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ParserPlan } from '@datahub/contract/storage';
import { pipelineError } from '../errors.ts';
import { loadModule } from './fast/load-module.ts';
import { type ReaderStart, type ReadTask, TaskReader, type TaskResult } from './run-task.ts';
import { hashesIds } from './staging/id-hashes.ts';
import { seenMemory } from './staging/seen-hashes.ts';
import type { StagedFiles, StagedIds } from './staging/staged-records.ts';

export type WorkerRequest = { readonly kind: 'task'; readonly task: ReadTask } | { readonly kind: 'close' };

export type WorkerReply =
  | { readonly kind: 'done'; readonly result: TaskResult }
  | { readonly kind: 'closed'; readonly files: StagedFiles }
  | {
      readonly kind: 'failed';
      readonly code: string | null;
      readonly details: Readonly<Record<string, unknown>>;
      readonly reason: string;
    };

export interface RunOptions {
  readonly plan: ParserPlan;
  /** Of the event. */
  readonly idField: string | null;
  readonly tasks: readonly ReadTask[];
  /** Folder that takes the staged files. */
  readonly folder: string;
  readonly threads: number;
  /** False: every line is read by the parser. */
  readonly fastPath: boolean;
  readonly onDone: (task: ReadTask, result: TaskResult) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface RunResult {
  /** In the order of the tasks. */
  readonly results: readonly TaskResult[];
  readonly good: readonly string[];
  readonly refused: readonly string[];
  /** Hashes of ids that may have come more than once; null where ids were not hashed. */
  readonly repeated: readonly string[] | null;
}

/** Below so many bytes a thread costs more than it brings. */
const WORTH_A_THREAD = 8 << 20;

/** Text packs so well: to know about how many records a compressed file has. */
const GZIP_RATIO = 8;

/** Reads all tasks, on as many threads as they are worth. The first failure ends all of them. */
export async function runTasks(options: RunOptions): Promise<RunResult> {
  const bytes = options.tasks.reduce((sum, task) => sum + Math.min(task.end, task.size) - task.start, 0);
  const threads = Math.min(options.threads, options.tasks.length, Math.ceil(bytes / WORTH_A_THREAD));
  const queue = options.tasks.values();
  const start = {
    plan: options.plan,
    ids: idsOf(options),
    fastPath: options.fastPath ? await loadModule() : null,
  };
  const results: TaskResult[] = [];
  const done = (task: ReadTask, result: TaskResult) => {
    results[task.index] = result;
    options.onDone(task, result);
  };
  const files =
    threads <= 1
      ? [await readHere(options, start, queue, done)]
      : await readOnThreads(options, start, queue, done, threads);
  return {
    results,
    good: files.flatMap((file) => file.good ?? []),
    refused: files.flatMap((file) => file.refused ?? []),
    repeated: start.ids === null ? null : files.flatMap((file) => file.repeated ?? []),
  };
}

function idsOf({ plan, idField, tasks }: RunOptions): StagedIds | null {
  if (idField === null || !hashesIds(plan, idField)) return null;
  const bytes = tasks.reduce((sum, task) => {
    return sum + (Math.min(task.end, task.size) - task.start) * (task.gzip ? GZIP_RATIO : 1);
  }, 0);
  return { field: idField, seen: seenMemory(bytes) };
}

type Done = RunOptions['onDone'];
type Start = Omit<ReaderStart, 'path' | 'ownThread'>;

async function readHere(
  { folder, signal }: RunOptions,
  start: Start,
  queue: Iterator<ReadTask>,
  done: Done,
): Promise<StagedFiles> {
  const reader = new TaskReader({ ...start, path: join(folder, 'records-0'), ownThread: false });
  try {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      signal?.throwIfAborted();
      done(next.value, await reader.run(next.value));
    }
  } catch (error) {
    reader.close();
    throw error;
  }
  return reader.close();
}

async function readOnThreads(
  options: RunOptions,
  start: Start,
  queue: Iterator<ReadTask>,
  done: Done,
  threads: number,
): Promise<StagedFiles[]> {
  const workers = Array.from({ length: threads }, (_, index) => startWorker(options, start, index));
  const stop = () => Promise.all(workers.map((worker) => worker.terminate()));
  try {
    return await Promise.all(workers.map((worker) => feed(worker, options.signal, queue, done)));
  } finally {
    // After a failure the others are in the midst of their tasks.
    await stop();
  }
}

function startWorker({ folder }: RunOptions, start: Start, index: number): Worker {
  // Workers are loaded by Node itself: from the sources (in tests) too it is the built file that runs.
  const built = import.meta.url.endsWith('.ts') ? '../../dist/read/task-worker.js' : './task-worker.js';
  return new Worker(new URL(built, import.meta.url), {
    workerData: { ...start, path: join(folder, `records-${index}`), ownThread: true } satisfies ReaderStart,
    // Records live outside the heap; what is on it is short-lived.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
}

/** Gives a thread one task after the other. */
function feed(
  worker: Worker,
  signal: AbortSignal | undefined,
  queue: Iterator<ReadTask>,
  done: Done,
): Promise<StagedFiles> {
  return new Promise((resolve, reject) => {
    let task: ReadTask | undefined;
    const next = () => {
      const following = queue.next();
      task = following.done ? undefined : following.value;
      worker.postMessage((task ? { kind: 'task', task } : { kind: 'close' }) satisfies WorkerRequest);
    };
    worker.on('message', (reply: WorkerReply) => {
      try {
        if (reply.kind === 'failed') throw revive(reply);
        if (reply.kind === 'closed') return resolve(reply.files);
        signal?.throwIfAborted();
        if (task) done(task, reply.result);
        next();
      } catch (error) {
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`A reading thread ended with code ${code}.`)));
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    next();
  });
}

function revive(reply: Extract<WorkerReply, { kind: 'failed' }>): Error {
  const known = (pipelineError.codes as readonly string[]).includes(reply.code ?? '');
  return known
    ? pipelineError(reply.code as Parameters<typeof pipelineError>[0], reply.details)
    : new Error(reply.reason);
}
