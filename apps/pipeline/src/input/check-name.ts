import type { SourceFormat, SourceIr } from '@datahub/contract';
import { pipelineError } from '../errors.ts';

const FORMATS: Readonly<Record<string, SourceFormat>> = {
  ndjson: 'NDJSON',
  jsonl: 'NDJSON',
  json: 'NDJSON',
  csv: 'CSV',
  parquet: 'PARQUET',
};

/** What the name of a file says of its content. Names that say nothing (`events.log`) give null. */
export function formatOfName(name: string): SourceFormat | null {
  const extension = /\.([a-z0-9]+)$/i.exec(name.replace(/\.gz$/i, ''))?.[1]?.toLowerCase();
  return extension === undefined ? null : (FORMATS[extension] ?? null);
}

/**
 * Refuses a file whose name says another format than the source has: reading it would quarantine every record.
 * @throws INPUT_FORMAT
 */
export function checkName(name: string, source: SourceIr): void {
  const format = formatOfName(name);
  if (format !== null && format !== source.format) {
    throw pipelineError('INPUT_FORMAT', {
      file: name,
      source: source.name,
      expected: source.format,
      actual: format,
    });
  }
}
