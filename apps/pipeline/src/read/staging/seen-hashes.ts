const SMALLEST = 16;
/** 2^28 bits are 32 MB: of 20 million hashes, one in fifty is taken for one that was there before. */
const LARGEST = 28;

/** Bytes of input for each bit: an event of 160 bytes has ten or more. More bits would lie farther from the processor. */
const BYTES_OF_BIT = 16;

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
  /** Of no meaning: what is read ahead has to go somewhere, or a compiler may leave the reads out. */
  protected fetched = 0;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
    this.#mask = this.#words.length - 1;
  }

  /**
   * Moves to the front of `hashes` those that were added before, and a few that were not.
   *
   * @param count how many there are: better many at once. Each lies elsewhere in memory, and an atomic step waits for
   *   it; plain reads, ahead of the steps, fetch many places at the same time.
   * @returns how many stand at the front.
   */
  add(hashes: Int32Array, count: number): number {
    const words = this.#words;
    const mask = this.#mask;
    for (let index = 0; index < count; index++)
      this.fetched |= words[(hashes[index] as number) & mask] as number;
    let repeated = 0;
    for (let index = 0; index < count; index++) {
      const hash = hashes[index] as number;
      const other = Math.imul(hash, 0x9e3779b1);
      const bits = (1 << (other >>> 27)) | (1 << ((other >>> 22) & 31)) | (1 << ((other >>> 17) & 31));
      if ((Atomics.or(words, hash & mask, bits) & bits) === bits) hashes[repeated++] = hash;
    }
    return repeated;
  }
}
