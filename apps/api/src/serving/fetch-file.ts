import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { ActiveFile, Table } from '@datahub/lake';
import { serverError } from '../errors.ts';

const MAGIC = 'PAR1'; // a Parquet file begins and ends with it: parquet.thrift, "File format"

/**
 * Copies a data file to a local path and checks the bytes against the log: what was checked is what is read,
 * whatever happens to the file in the lake meanwhile, and wherever the lake is.
 * @throws API_FILE_MISSING, API_FILE_CORRUPT
 */
export async function fetchFile(
  table: Table,
  file: ActiveFile,
  version: number,
  target: string,
): Promise<void> {
  const where = { dataset: table.root, file: file.path, version };
  const bytes = await table.store.get(`${table.root}/${file.path}`);
  if (bytes === null) throw serverError('API_FILE_MISSING', where);
  const reason = damageOf(bytes, file);
  if (reason !== null) throw serverError('API_FILE_CORRUPT', { ...where, reason });
  await writeFile(target, bytes);
}

function damageOf(bytes: Uint8Array, { size, sha256 }: ActiveFile): string | null {
  if (bytes.byteLength !== size) return `it has ${bytes.byteLength} bytes instead of ${size}`;
  const ends = [bytes.subarray(0, 4), bytes.subarray(-4)].map((end) => Buffer.from(end).toString('latin1'));
  if (ends.some((end) => end !== MAGIC)) return 'it is no Parquet file';
  if (sha256 !== null && createHash('sha256').update(bytes).digest('hex') !== sha256) {
    return 'its SHA-256 is not the one that was published';
  }
  return null;
}
