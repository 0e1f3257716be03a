/** The same hash as `src/read/staging/hash-bytes.ts`: MurmurHash3 (x86, 32 bits). */
export function hashBytes(from: usize, length: i32, seed: i32): i32 {
  let hash = <u32>seed;
  let at = from;
  const blocks = from + (length & ~3);
  for (; at < blocks; at += 4) {
    hash ^= scramble(load<u32>(at));
    hash = rotl<u32>(hash, 13) * 5 + 0xe6546b64;
  }
  // Of the word behind the last block, only the bytes that belong to the value.
  const rest = length & 3;
  const tail = rest === 0 ? 0 : load<u32>(at) & ((1 << (rest * 8)) - 1);
  hash ^= scramble(tail) ^ <u32>length;
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return <i32>(hash ^ (hash >> 16));
}

function scramble(block: u32): u32 {
  return rotl<u32>(block * 0xcc9e2d51, 15) * 0x1b873593;
}
