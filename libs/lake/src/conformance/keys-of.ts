import type { Store } from '../store.ts';

/** Keys of a listing, in the order they came. */
export async function keysOf(store: Store, prefix: string, startAfter?: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix, startAfter === undefined ? {} : { startAfter }))
    keys.push(key);
  return keys;
}

/** UTF-8 bytes. */
export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
