import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ParserPlan } from '@datahub/contract/storage';
import { pipelineError } from '../errors.ts';
import { type ReadTask, TaskReader, type TaskResult } from './run-task.ts';
import { hashesIds } from './staging/id-hashes.ts';
import { seenMemory } from './staging/seen-hashes.ts';
import { type StagedFiles, type StagedIds, StagedRecords } from './staging/staged-records.ts';

/** What a thread is started with. */
export interface WorkerStart {
  readonly plan: ParserPlan;
  /** Of the staged files, without ending. */
  readonly path: string;
  readonly ids: StagedIds | null;
}

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
  const ids = idsOf(options);
  const results: TaskResult[] = [];
  const done = (task: ReadTask, result: TaskResult) => {
    results[task.index] = result;
    options.onDone(task, result);
  };
  const files =
    threads <= 1
      ? [await readHere(options, ids, queue, done)]
      : await readOnThreads(options, ids, queue, done, threads);
  return {
    results,
    good: files.flatMap((file) => file.good ?? []),
    refused: files.flatMap((file) => file.refused ?? []),
    repeated: ids === null ? null : files.flatMap((file) => file.repeated ?? []),
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

async function readHere(
  { plan, folder, signal }: RunOptions,
  ids: StagedIds | null,
  queue: Iterator<ReadTask>,
  done: Done,
): Promise<StagedFiles> {
  const staged = new StagedRecords(plan, join(folder, 'records-0'), ids);
  try {
    const reader = new TaskReader(plan, staged);
    for (let next = queue.next(); !next.done; next = queue.next()) {
      signal?.throwIfAborted();
      done(next.value, await reader.run(next.value));
    }
  } catch (error) {
    staged.close();
    throw error;
  }
  return staged.close();
}

async function readOnThreads(
  options: RunOptions,
  ids: StagedIds | null,
  queue: Iterator<ReadTask>,
  done: Done,
  threads: number,
): Promise<StagedFiles[]> {
  const workers = Array.from({ length: threads }, (_, index) => startWorker(options, ids, index));
  const stop = () => Promise.all(workers.map((worker) => worker.terminate()));
  try {
    return await Promise.all(workers.map((worker) => feed(worker, options.signal, queue, done)));
  } finally {
    // After a failure the others are in the midst of their tasks.
    await stop();
  }
}

function startWorker({ plan, folder }: RunOptions, ids: StagedIds | null, index: number): Worker {
  // Workers are loaded by Node itself: from the sources (in tests) too it is the built file that runs.
  const built = import.meta.url.endsWith('.ts') ? '../../dist/read/task-worker.js' : './task-worker.js';
  return new Worker(new URL(built, import.meta.url), {
    workerData: { plan, path: join(folder, `records-${index}`), ids } satisfies WorkerStart,
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
