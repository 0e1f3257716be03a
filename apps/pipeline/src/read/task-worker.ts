import { parentPort, workerData } from 'node:worker_threads';
import { isCodedError } from '@datahub/contract';
import { type ReadTask, TaskReader } from './run-task.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './run-tasks.ts';
import { StagedRecords } from './staging/staged-records.ts';

// A thread that reads tasks one after the other, and ends its files when it is told to.
const { plan, path, ids } = workerData as WorkerStart;
const port = parentPort;
if (!port) throw new Error('task-worker runs in a worker thread.');
const staged = new StagedRecords(plan, path, ids);
const reader = new TaskReader(plan, staged);

const reply = (message: WorkerReply) => port.postMessage(message);

port.on('message', async (request: WorkerRequest) => {
  try {
    if (request.kind === 'task') reply({ kind: 'done', result: await reader.run(request.task as ReadTask) });
    else {
      reply({ kind: 'closed', files: staged.close() });
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
