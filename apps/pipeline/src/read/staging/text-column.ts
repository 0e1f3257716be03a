import { StagedColumn, Verdict } from './column.ts';
import { hashBytes } from './hash-bytes.ts';

/** Text beyond this closes the row group, so that long values cannot fill the memory. */
const TEXT_LIMIT = 8 << 20;

/** Any text or bytes, one after the other. */
export class TextColumn extends StagedColumn {
  #bytes = new Uint8Array(1 << 16);
  #kept = 0;
  #end = 0;

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    if (this.advance(row)) this.#kept = this.#end;
    const length = end - from;
    let at = this.#kept;
    if (at + 4 + length > this.#bytes.length) this.#grow(at + 4 + length);
    const bytes = this.#bytes;
    bytes[at++] = length;
    bytes[at++] = length >>> 8;
    bytes[at++] = length >>> 16;
    bytes[at++] = length >>> 24;
    if (length > 64) {
      bytes.set(buffer.subarray(from, end), at);
      at += length;
    } else {
      for (let index = from; index < end; index++) bytes[at++] = buffer[index] as number;
    }
    this.#end = at;
    return Verdict.FITS;
  }

  /** True where the row, for which a value may have been put last, has one that is not empty. */
  hasText(row: number): boolean {
    return this.present[row] === 1 && this.#end > this.#kept + 4;
  }

  /** Hash of the value that was put last. */
  hash(seed: number): number {
    return hashBytes(this.#bytes, this.#kept + 4, this.#end, seed);
  }

  putText(row: number, text: string): void {
    const bytes = Buffer.from(text);
    this.put(row, bytes, 0, bytes.length);
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#kept));
    this.#bytes = larger;
  }

  /** True when the row group must be written before the next row. */
  isFull(): boolean {
    return this.#end > TEXT_LIMIT;
  }

  protected values(last: boolean) {
    if (last) this.#kept = this.#end;
    const data = [this.#bytes.subarray(0, this.#kept)];
    this.#kept = 0;
    this.#end = 0;
    // One very long value must not hold its memory for the rest of the run.
    if (this.#bytes.length > 2 * TEXT_LIMIT) this.#bytes = new Uint8Array(1 << 16);
    return { data };
  }
}
