import { createHash } from 'node:crypto';
import type { Store } from './store.ts';

/** What is wrong with a data file, if anything. */
export type FileCheck =
  | { readonly status: 'ok' }
  | { readonly status: 'missing' }
  | { readonly status: 'size-differs'; readonly expected: number; readonly found: number }
  | { readonly status: 'sha256-differs'; readonly expected: string; readonly found: string }
  | { readonly status: 'not-parquet' };

/** What the table says of a file. */
export interface ExpectedFile {
  /** From the table's root. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string | null;
}

const CHUNK = 8 * 1024 * 1024;
const MAGIC = 'PAR1';

/**
 * Reads a data file of a table and compares it with what the table says of it: torn, swapped, or missing. Reads it
 * whole, a few MB at a time, where its SHA-256 is known; else size and both ends only.
 */
export async function verifyFile(store: Store, root: string, expected: ExpectedFile): Promise<FileCheck> {
  const key = root === '' ? expected.path : `${root}/${expected.path}`;
  const found = await store.head(key);
  if (found === null) return { status: 'missing' };
  if (found.size !== expected.size)
    return { status: 'size-differs', expected: expected.size, found: found.size };
  if (!(await isParquet(store, key))) return { status: 'not-parquet' };
  if (expected.sha256 === null) return { status: 'ok' };
  const digest = await sha256Of(store, key, expected.size);
  if (digest === null) return { status: 'missing' };
  return digest === expected.sha256
    ? { status: 'ok' }
    : { status: 'sha256-differs', expected: expected.sha256, found: digest };
}

/** A Parquet file begins and ends with its name: parquet.thrift, "File format". */
async function isParquet(store: Store, key: string): Promise<boolean> {
  const [head, tail] = await Promise.all([
    store.get(key, { offset: 0, length: 4 }),
    store.get(key, { last: 4 }),
  ]);
  return [head, tail].every((bytes) => bytes !== null && new TextDecoder('latin1').decode(bytes) === MAGIC);
}

async function sha256Of(store: Store, key: string, size: number): Promise<string | null> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < size; offset += CHUNK) {
    const bytes = await store.get(key, { offset, length: CHUNK });
    if (bytes === null) return null; // deleted meanwhile
    hash.update(bytes);
  }
  return hash.digest('hex');
}
