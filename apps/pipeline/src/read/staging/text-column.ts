import { StagedColumn, Token, Verdict } from './column.ts';
import { type ColumnMemory, heapMemory } from './column-memory.ts';
import { hashBytes } from './hash-bytes.ts';
import type { StagedType } from './parquet-file.ts';

/** Text beyond this closes the row group, so that long values cannot fill the memory. */
export const TEXT_LIMIT = 8 << 20;

/** Any text or bytes, one after the other. */
export class TextColumn extends StagedColumn {
  /** The column's own area, or what it has grown out of it. */
  #bytes: Uint8Array;
  #end = 0;

  constructor(name: string, type: StagedType, memory: ColumnMemory = heapMemory) {
    super(name, type, Token.STRING, memory.textBytes, memory);
    this.#bytes = this.area;
  }

  /** Bytes of the values before the one that was put last. */
  get #kept(): number {
    return this.head[1] as number;
  }

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    if (this.advance(row)) this.head[1] = this.#end;
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
    return Math.max(this.#end, this.#kept) > TEXT_LIMIT;
  }

  override settle(): boolean {
    const pending = super.settle();
    if (pending) this.head[1] = this.#end;
    // What was dropped fills nothing.
    this.#end = this.#kept;
    return pending;
  }

  /** Brings back what has grown out of the column's area. To be called when all is settled, and the area holds it. */
  returnToArea(): void {
    if (this.#bytes === this.area) return;
    this.area.set(this.#bytes.subarray(0, this.#kept));
    this.#bytes = this.area;
  }

  protected values() {
    const data = [this.#bytes.subarray(0, this.#kept)];
    this.head[1] = 0;
    this.#end = 0;
    // One very long value must not hold its memory for the rest of the run.
    if (this.#bytes.length > 2 * TEXT_LIMIT) this.#bytes = this.area;
    return { data };
  }
}
