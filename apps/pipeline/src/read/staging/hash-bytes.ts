/** 32 bits of hash: MurmurHash3 (x86, 32 bits), which is in the public domain. Equal bytes and seeds, equal hashes. */
export function hashBytes(bytes: Uint8Array, from: number, end: number, seed: number): number {
  let hash = seed;
  let at = from;
  for (; at + 4 <= end; at += 4) {
    const block =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    hash ^= scramble(block);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  let tail = 0;
  for (let index = end - 1; index >= at; index--) tail = (tail << 8) | (bytes[index] as number);
  hash ^= scramble(tail) ^ (end - from);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}
