/** Names of columns that no contract can declare: GraphQL names have no `#`. */
export const STAGED = {
  runDate: '#run_date',
  /** Number of the task that read the record. */
  task: '#task',
  /** Number of the record's row in the staged file: within a task it grows as the input does. */
  row: '#row',
  /** Hash of the event's id and its day, where it has one. */
  hash: '#hash',
  /** Line from 1 within the task. */
  line: '#line',
  /** From 0, in the content of the file. */
  offset: '#offset',
  /** In bytes, without the line end. */
  length: '#length',
} as const;
