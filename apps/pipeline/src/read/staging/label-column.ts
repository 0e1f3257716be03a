import { CHECKED_EVERY, ROWS_OF_GROUP, StagedColumn, Token, Verdict } from './column.ts';
import { type ColumnMemory, heapMemory } from './column-memory.ts';
import { hashBytes } from './hash-bytes.ts';
import { varint } from './levels.ts';
import type { StagedType } from './parquet-file.ts';

/** A dictionary is closed (and the row group with it) when it has so many entries: codes are 16 bits wide. */
const DICTIONARY_LIMIT = 32_768;

/** A label becomes the name of a partition, or stands on an axis. */
const LABEL_LIMIT = 128;

/**
 * Text with few values, checked as a label once for each value: not empty, at most 128 bytes, no control character.
 * Written as a dictionary, which also makes grouping by it cheap.
 */
export class LabelColumn extends StagedColumn {
  /** Entries of the dictionary, one behind the other: four bytes of length, then the text. */
  readonly entries: Uint8Array;
  /** Where each entry begins, and the last one ends. */
  readonly starts: Int32Array;
  /** Open addressing by `hashBytes`: number of the entry + 1, or 0. Twice as many places as entries. */
  readonly table: Int32Array;
  readonly #codes: Uint16Array;
  #entries = 0;
  #end = 0;

  constructor(name: string, type: StagedType, memory: ColumnMemory = heapMemory) {
    super(name, type, Token.STRING, ROWS_OF_GROUP * 2, memory);
    const integers = (count: number) => {
      const bytes = memory.allocate(count * 4);
      return new Int32Array(bytes.buffer, bytes.byteOffset, count);
    };
    // As much as there can ever be: memory that nobody writes to is not taken.
    this.entries = memory.allocate(DICTIONARY_LIMIT * (4 + LABEL_LIMIT));
    this.starts = integers(DICTIONARY_LIMIT + 1);
    this.table = integers(DICTIONARY_LIMIT * 2);
    this.#codes = new Uint16Array(this.area.buffer, this.area.byteOffset, ROWS_OF_GROUP);
  }

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    this.advance(row);
    const mask = this.table.length - 1;
    for (let place = hashBytes(buffer, from, end, 0) & mask; ; place = (place + 1) & mask) {
      const entry = this.table[place] as number;
      if (entry === 0) {
        if (!isLabel(buffer, from, end)) return Verdict.INVALID_TEXT;
        this.#codes[this.count] = this.#add(buffer, from, end, place);
        return Verdict.FITS;
      }
      if (this.#is(entry - 1, buffer, from, end)) {
        this.#codes[this.count] = entry - 1;
        return Verdict.FITS;
      }
    }
  }

  #is(entry: number, buffer: Uint8Array, from: number, end: number): boolean {
    let at = (this.starts[entry] as number) + 4;
    if ((this.starts[entry + 1] as number) - at !== end - from) return false;
    for (let index = from; index < end; index++) {
      if (this.entries[at++] !== buffer[index]) return false;
    }
    return true;
  }

  #add(buffer: Uint8Array, from: number, end: number, place: number): number {
    const length = end - from;
    this.entries[this.#end] = length;
    this.entries.set(buffer.subarray(from, end), this.#end + 4);
    this.entries.fill(0, this.#end + 1, this.#end + 4);
    this.#end += 4 + length;
    const entry = this.#entries++;
    this.starts[entry + 1] = this.#end;
    this.table[place] = entry + 1;
    return entry;
  }

  /** True when the row group must be written within so many rows. */
  isFull(): boolean {
    return this.#entries >= DICTIONARY_LIMIT - CHECKED_EVERY;
  }

  protected values() {
    const width = this.#entries <= 256 ? 8 : 16;
    const groups = Math.ceil(this.count / 8);
    const run = varint(groups * 2 + 1);
    const codes = new Uint8Array(1 + run.length + groups * width);
    codes[0] = width;
    codes.set(run, 1);
    const first = 1 + run.length;
    if (width === 8) {
      codes.set(this.#codes.subarray(0, this.count), first);
    } else {
      codes.set(this.area.subarray(0, this.count * 2), first);
    }
    const dictionary = { values: this.entries.slice(0, this.#end), count: this.#entries };
    // Where only nulls were kept there may be no entry at all, and no codes: an empty dictionary is legal.
    this.#entries = 0;
    this.#end = 0;
    this.table.fill(0);
    return { dictionary, data: [codes] };
  }
}

/** A label is not empty, has at most 128 bytes, and no control character (Unicode category Cc: C0, DEL, C1). */
function isLabel(buffer: Uint8Array, from: number, end: number): boolean {
  if (end === from || end - from > LABEL_LIMIT) return false;
  for (let at = from; at < end; at++) {
    const byte = buffer[at] as number;
    if (byte < 0x20 || byte === 0x7f) return false;
    // U+0080 to U+009F are C2 80 to C2 9F.
    if (byte === 0xc2 && (buffer[at + 1] as number) < 0xa0) return false;
  }
  return true;
}
