const SMALLEST = 16;
/** 2^28 bits are 32 MB: of 20 million hits, one in twenty-seven meets another by chance. */
const LARGEST = 28;

/** Tells which of many bits are hit more than once. */
export class RepeatedHits {
  /** The bits are numbered from 0 to this. */
  readonly mask: number;
  readonly #hit: Uint32Array;
  #again = new Uint32Array(1024);
  #length = 0;

  /** @param hits how many there will be: at least eight bits are kept for each, as far as memory allows. */
  constructor(hits: number) {
    const bits = Math.min(LARGEST, Math.max(SMALLEST, Math.ceil(Math.log2(hits + 1)) + 3));
    this.mask = 2 ** bits - 1;
    this.#hit = new Uint32Array(2 ** (bits - 5));
  }

  hit(bit: number): void {
    const word = bit >>> 5;
    const before = this.#hit[word] as number;
    const after = before | (1 << (bit & 31));
    // Stored as a signed number, read as an unsigned one.
    if (before === after >>> 0) this.#list(bit);
    else this.#hit[word] = after;
  }

  #list(bit: number): void {
    if (this.#length === this.#again.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#again);
      this.#again = larger;
    }
    this.#again[this.#length++] = bit;
  }

  /** Every bit that was hit more than once, as often as it was hit after the first time. */
  repeated(): Uint32Array {
    return this.#again.subarray(0, this.#length);
  }
}
