const SMALLEST = 16;
/** 2^28 bits are 32 MB: of 20 million hashes, one in fifty is taken for one that was there before. */
const LARGEST = 28;

/** Bytes of input for each bit: events of 100 bytes and more have a dozen bits each. */
const BYTES_OF_BIT = 8;

/** Memory for `SeenHashes`, to be shared by all threads. @param inputBytes how much input there is, about. */
export function seenMemory(inputBytes: number): SharedArrayBuffer {
  const bits = Math.ceil(Math.log2(inputBytes / BYTES_OF_BIT + 1));
  return new SharedArrayBuffer(2 ** (Math.min(LARGEST, Math.max(SMALLEST, bits)) - 3));
}

/**
 * Tells whether a hash may have been there before, in any thread. A Bloom filter whose three bits lie in one word: one
 * look at memory, and one atomic step, so that of two threads with the same hash one sees the other's.
 */
export class SeenHashes {
  readonly #words: Int32Array;
  readonly #mask: number;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
    this.#mask = this.#words.length - 1;
  }

  /** True for every hash that was added before, and for a few that were not. */
  add(hash: number): boolean {
    const other = Math.imul(hash, 0x9e3779b1);
    const bits = (1 << (other >>> 27)) | (1 << ((other >>> 22) & 31)) | (1 << ((other >>> 17) & 31));
    return (Atomics.or(this.#words, hash & this.#mask, bits) & bits) === bits;
  }
}
