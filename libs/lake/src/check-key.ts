import { lakeError } from './errors.ts';

const MAX_KEY_BYTES = 1024; // of S3, the smallest of the stores

/**
 * Refuses keys that could leave the store, or mean another object in another driver. Returns the key.
 * @throws LAKE_KEY_INVALID
 */
export function checkKey(key: string): string {
  const reason = problemOf(key);
  if (reason !== null) throw lakeError('LAKE_KEY_INVALID', { key: JSON.stringify(key), reason });
  return key;
}

function problemOf(key: string): string | null {
  if (key === '') return 'it is empty';
  if (key.includes('\0')) return 'it has a NUL';
  if (key.includes('\\')) return 'it has a backslash';
  if (/\p{Surrogate}/u.test(key)) return 'it is not valid Unicode';
  for (const segment of key.split('/')) {
    if (segment === '') return 'it begins or ends with a slash, or has two in a row';
    if (segment === '.' || segment === '..') return `it has the segment "${segment}"`;
  }
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) return `it is longer than ${MAX_KEY_BYTES} bytes`;
  return null;
}
