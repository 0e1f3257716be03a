import { parentPort, workerData } from 'node:worker_threads';
import { isCodedError } from '@datahub/contract';
import { type ReaderStart, type ReadTask, TaskReader } from './run-task.ts';
import type { WorkerReply, WorkerRequest } from './run-tasks.ts';

// A thread that reads tasks one after the other, and ends its files when it is told to.
const port = parentPort;
if (!port) throw new Error('task-worker runs in a worker thread.');
const reader = new TaskReader(workerData as ReaderStart);

const reply = (message: WorkerReply) => port.postMessage(message);

port.on('message', async (request: WorkerRequest) => {
  try {
    if (request.kind === 'task') reply({ kind: 'done', result: await reader.run(request.task as ReadTask) });
    else {
      reply({ kind: 'closed', files: reader.close() });
      port.close();
    }
  } catch (error) {
    // Errors lose their class and their code on the way between threads.
    reply(
      isCodedError(error)
        ? { kind: 'failed', code: error.code, details: error.details, reason: error.message }
        : {
            kind: 'failed',
            code: null,
            details: {},
            reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
          },
    );
  }
});
