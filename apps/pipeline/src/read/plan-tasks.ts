import type { SourceIr } from '@datahub/contract';
import { pipelineError } from '../errors.ts';
import type { InputFile } from './input-file.ts';
import { probeFile } from './open-input.ts';
import type { ReadTask } from './run-task.ts';
import type { DayBounds } from './staging/staged-records.ts';

/** Bytes of a part: enough for good row groups, little enough for a smooth progress and an even load. */
const PART = 24 << 20;

/** Cuts the input into tasks. Only plain NDJSON can be cut: elsewhere a line feed is not always the end of a record. */
export async function planTasks(
  source: SourceIr,
  files: readonly InputFile[],
  bounds: ReadonlyMap<string, DayBounds>,
): Promise<ReadTask[]> {
  const tasks: ReadTask[] = [];
  for (const [place, file] of files.entries()) {
    const { size, kind } = await probeFile(file.path).catch((error: Error) => {
      throw pipelineError('INPUT_UNREADABLE', { file: file.name, reason: error.message }, error);
    });
    if (size === 0) throw pipelineError('INPUT_EMPTY', { file: file.name });
    if (kind === 'parquet' && source.format !== 'PARQUET') {
      throw pipelineError('INPUT_FORMAT_FOUND', {
        file: file.name,
        found: 'Parquet',
        source: source.name,
        expected: source.format,
      });
    }
    if (kind !== 'parquet' && source.format === 'PARQUET') {
      const found = kind === 'gzip' ? 'gzip' : 'something else';
      throw pipelineError('INPUT_FORMAT_FOUND', {
        file: file.name,
        found,
        source: source.name,
        expected: source.format,
      });
    }
    const part = source.format === 'NDJSON' && kind === 'plain' ? PART : Number.POSITIVE_INFINITY;
    for (let start = 0; start < size; start += part) {
      tasks.push({
        index: tasks.length,
        file: place,
        path: file.path,
        name: file.name,
        source: source.name,
        day: file.day,
        bounds: bounds.get(file.day) as DayBounds,
        gzip: kind === 'gzip',
        size,
        start,
        end: part < size - start ? start + part : Number.POSITIVE_INFINITY,
      });
    }
  }
  return tasks;
}
