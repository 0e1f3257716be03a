import { writeFile } from 'node:fs/promises';

/**
 * An Nx plugin: writes what became of each task to the file that `DATAHUB_TASK_RESULTS` names, and does
 * nothing without it. Nx itself only says whether all went well, and its output is made for people.
 */
export const name = 'datahub-record-results';

/**
 * @param {unknown} _options
 * @param {import('nx/src/project-graph/plugins').PostTasksExecutionContext} context
 */
export async function postTasksExecution(_options, context) {
  const file = process.env.DATAHUB_TASK_RESULTS;
  if (!file) return;
  const results = Object.values(context.taskResults).map(({ task, status, terminalOutput }) => ({
    project: task.target.project,
    target: task.target.target,
    status,
    output: terminalOutput ?? '',
  }));
  await writeFile(file, JSON.stringify(results));
}
