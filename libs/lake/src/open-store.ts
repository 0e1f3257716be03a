import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lakeError } from './errors.ts';
import type { Store } from './store.ts';
import { fsStore } from './stores/fs.ts';

/**
 * Opens the store at an address: `file:///data/lake` (a URL, percent-encoded), `file:./lake` (from the working
 * directory, taken word for word), or a plain path. Nothing is touched before the first put.
 * @throws LAKE_ADDRESS_INVALID, LAKE_STORE_UNSUPPORTED
 */
export function openStore(address: string): Store {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
  if (address.trim() === '') throw lakeError('LAKE_ADDRESS_INVALID', { address, reason: 'it is empty' });
  if (scheme === undefined) return fsStore(resolve(address));
  if (scheme === 'file') return fsStore(folderOf(address));
  throw lakeError('LAKE_STORE_UNSUPPORTED', { address, scheme });
}

function folderOf(address: string): string {
  const rest = address.slice('file:'.length);
  if (rest === '') throw lakeError('LAKE_ADDRESS_INVALID', { address, reason: 'it names no folder' });
  if (!rest.startsWith('//')) return resolve(rest);
  try {
    return fileURLToPath(address);
  } catch (cause) {
    throw lakeError('LAKE_ADDRESS_INVALID', { address, reason: (cause as Error).message }, cause);
  }
}
