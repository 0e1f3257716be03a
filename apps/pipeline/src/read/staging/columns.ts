import type { ColumnType } from '@datahub/contract';
import { type ParsedDecimal, parseDecimal, parseDouble, parseInteger } from '../values/parse-number.ts';
import { NO_TIME, type ParsedInstant, parseDate, parseInstant } from '../values/parse-time.ts';
import { type ColumnPages, isWideDecimal, type StagedType } from './parquet-file.ts';

/** What a value turned out to be. */
export const Verdict = { FITS: 0, ROUNDED: 1, WRONG_TYPE: 2, INVALID_TEXT: 3 } as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** Which JSON token a column takes. */
export const Token = { STRING: 1, NUMBER: 2, BOOLEAN: 3 } as const;
export type Token = (typeof Token)[keyof typeof Token];

/** Rows of a row group: so many are kept in memory before they are written. */
export const ROWS_OF_GROUP = 65_536;

/** A dictionary is closed (and the row group with it) when it has so many entries: codes are 16 bits wide. */
const DICTIONARY_LIMIT = 32_768;

/** Text beyond this closes the row group, so that long values cannot fill the memory. */
const TEXT_LIMIT = 8 << 20;

/** A label becomes the name of a partition, or stands on an axis. */
const LABEL_LIMIT = 128;

/**
 * One column of the row group that is being filled. A value is first put (`parse`), then kept with its record
 * (`keep`) or, when the record is refused, overwritten by the next: a refused record leaves no trace.
 */
export abstract class StagedColumn {
  readonly name: string;
  readonly type: StagedType;
  readonly token: Token;
  /** 1 where the row has a value. */
  protected readonly present = new Uint8Array(ROWS_OF_GROUP);
  /** Values kept: rows without nulls. */
  protected count = 0;
  #pending = 0;

  constructor(name: string, type: StagedType, token: Token = Token.STRING) {
    this.name = name;
    this.type = type;
    this.token = token;
  }

  /** Puts the value whose text (of a JSON string: decoded) lies in `buffer` from `from` to `end`. */
  parse(buffer: Uint8Array, from: number, end: number): Verdict {
    this.#pending = 1;
    return this.put(buffer, from, end);
  }

  protected abstract put(buffer: Uint8Array, from: number, end: number): Verdict;

  /** A value was put for the record at hand. */
  get isPut(): boolean {
    return this.#pending === 1;
  }

  protected mark(): void {
    this.#pending = 1;
  }

  /** Keeps what was put for row `row`, or null where nothing was since the last row. */
  keep(row: number): void {
    this.present[row] = this.#pending;
    if (this.#pending === 1) {
      this.#pending = 0;
      this.count++;
      this.kept();
    }
  }

  /** Forgets what was put. */
  drop(): void {
    this.#pending = 0;
  }

  protected kept(): void {}

  /** True when the row group must be written before the next row. */
  isFull(): boolean {
    return false;
  }

  protected abstract values(): Pick<ColumnPages, 'dictionary'> & { readonly data: readonly Uint8Array[] };

  /** The pages of the first `rows` rows; then the column is empty again. The bytes hold until the next value. */
  take(rows: number): ColumnPages {
    const { dictionary, data } = this.values();
    const levels = definitionLevels(this.present, rows, this.count === rows);
    this.count = 0;
    return { ...(dictionary ? { dictionary } : {}), data: [levels, ...data] };
  }
}

/** Definition levels of a flat nullable column: their length, then one run, or one bit a row. */
function definitionLevels(present: Uint8Array, rows: number, all: boolean): Uint8Array {
  const groups = Math.ceil(rows / 8);
  const header = varint(all ? rows * 2 : groups * 2 + 1);
  const size = header.length + (all ? 1 : groups);
  const bytes = new Uint8Array(4 + size);
  new DataView(bytes.buffer).setUint32(0, size, true);
  bytes.set(header, 4);
  const first = 4 + header.length;
  if (all) {
    bytes[first] = 1;
    return bytes;
  }
  for (let row = 0; row < rows; row++) {
    if (present[row] === 1) bytes[first + (row >> 3)]! |= 1 << (row & 7);
  }
  return bytes;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return bytes;
}

/** Values of 32 bits: INT and DATE. */
class Int32Column extends StagedColumn {
  readonly #values = new Int32Array(ROWS_OF_GROUP);

  protected put(buffer: Uint8Array, from: number, end: number): Verdict {
    if (this.type.kind === 'date') {
      const days = parseDate(buffer, from, end);
      if (days === NO_TIME) return Verdict.WRONG_TYPE;
      this.#values[this.count] = days;
      return Verdict.FITS;
    }
    const value = parseInteger(buffer, from, end);
    if (value === null || value !== Number(value) || (value | 0) !== value) return Verdict.WRONG_TYPE;
    this.#values[this.count] = value;
    return Verdict.FITS;
  }

  protected values() {
    return { data: [bytesOf(this.#values, this.count * 4)] };
  }
}

/** Values of 64 bits: BIGINT, TIMESTAMP, and DECIMAL of at most 18 digits. */
export class LongColumn extends StagedColumn {
  readonly #words = new Int32Array(ROWS_OF_GROUP * 2);
  readonly #bigs = new BigInt64Array(this.#words.buffer);
  readonly #decimal: ParsedDecimal = { unscaled: 0, rounded: false };
  /** What the last call of `put` read, where the column is a time. */
  readonly instant: ParsedInstant = { seconds: 0, micros: 0, rounded: false };

  protected put(buffer: Uint8Array, from: number, end: number): Verdict {
    if (this.type.kind === 'timestamp') {
      if (!parseInstant(buffer, from, end, this.instant)) return Verdict.WRONG_TYPE;
      const { seconds, micros, rounded } = this.instant;
      // Past the year 2255 microseconds are no longer exact as a double.
      this.#set(
        seconds < 9_000_000_000 && seconds > -9_000_000_000
          ? seconds * 1_000_000 + micros
          : BigInt(seconds) * 1_000_000n + BigInt(micros),
      );
      return rounded ? Verdict.ROUNDED : Verdict.FITS;
    }
    if (this.type.kind === 'decimal') {
      const { precision, scale } = this.type;
      if (!parseDecimal(buffer, from, end, precision, scale, this.#decimal)) return Verdict.WRONG_TYPE;
      this.#set(this.#decimal.unscaled);
      return this.#decimal.rounded ? Verdict.ROUNDED : Verdict.FITS;
    }
    const value = parseInteger(buffer, from, end);
    if (value === null) return Verdict.WRONG_TYPE;
    this.#set(value);
    return Verdict.FITS;
  }

  /** Puts a whole number that no text stands for: a line, an offset. */
  putNumber(value: number): void {
    this.mark();
    this.#set(value);
  }

  #set(value: number | bigint): void {
    if (typeof value === 'bigint') {
      this.#bigs[this.count] = value;
    } else {
      // Two halves: a BigInt for every value would cost more than all the rest.
      const high = Math.floor(value / 4_294_967_296);
      this.#words[this.count * 2] = value - high * 4_294_967_296;
      this.#words[this.count * 2 + 1] = high;
    }
  }

  protected values() {
    return { data: [bytesOf(this.#words, this.count * 8)] };
  }
}

/** DECIMAL of 19 to 38 digits: 16 bytes, big-endian. */
class WideDecimalColumn extends StagedColumn {
  readonly #bytes = new Uint8Array(ROWS_OF_GROUP * 16);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #decimal: ParsedDecimal = { unscaled: 0, rounded: false };

  protected put(buffer: Uint8Array, from: number, end: number): Verdict {
    const { precision, scale } = this.type as Extract<StagedType, { kind: 'decimal' }>;
    if (!parseDecimal(buffer, from, end, precision, scale, this.#decimal)) return Verdict.WRONG_TYPE;
    const value = BigInt(this.#decimal.unscaled);
    this.#view.setBigInt64(this.count * 16, value >> 64n);
    this.#view.setBigUint64(this.count * 16 + 8, BigInt.asUintN(64, value));
    return this.#decimal.rounded ? Verdict.ROUNDED : Verdict.FITS;
  }

  protected values() {
    return { data: [this.#bytes.subarray(0, this.count * 16)] };
  }
}

class DoubleColumn extends StagedColumn {
  readonly #values = new Float64Array(ROWS_OF_GROUP);

  protected put(buffer: Uint8Array, from: number, end: number): Verdict {
    const value = parseDouble(buffer, from, end);
    if (Number.isNaN(value)) return Verdict.WRONG_TYPE;
    this.#values[this.count] = value;
    return Verdict.FITS;
  }

  protected values() {
    return { data: [bytesOf(this.#values, this.count * 8)] };
  }
}

class BooleanColumn extends StagedColumn {
  readonly #bits = new Uint8Array(ROWS_OF_GROUP / 8);

  protected put(buffer: Uint8Array, from: number, end: number): Verdict {
    const text = Buffer.from(buffer.buffer, buffer.byteOffset + from, end - from).toString('latin1');
    if (text !== 'true' && text !== 'false') return Verdict.WRONG_TYPE;
    const bit = 1 << (this.count & 7);
    const at = this.count >> 3;
    this.#bits[at] = text === 'true' ? (this.#bits[at] as number) | bit : (this.#bits[at] as number) & ~bit;
    return Verdict.FITS;
  }

  protected values() {
    return { data: [this.#bits.subarray(0, Math.ceil(this.count / 8))] };
  }
}

/** Any text or bytes, one after the other. */
export class TextColumn extends StagedColumn {
  #bytes = new Uint8Array(1 << 16);
  #kept = 0;
  #end = 0;

  protected put(buffer: Uint8Array, from: number, end: number): Verdict {
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

  putText(text: string): void {
    const bytes = Buffer.from(text);
    this.parse(bytes, 0, bytes.length);
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#kept));
    this.#bytes = larger;
  }

  protected override kept(): void {
    this.#kept = this.#end;
  }

  override isFull(): boolean {
    return this.#kept > TEXT_LIMIT;
  }

  protected values() {
    const data = [this.#bytes.subarray(0, this.#kept)];
    this.#kept = 0;
    // One very long value must not hold its memory for the rest of the run.
    if (this.#bytes.length > 2 * TEXT_LIMIT) this.#bytes = new Uint8Array(1 << 16);
    return { data };
  }
}

/**
 * Text with few values, checked as a label once for each value: not empty, at most 128 bytes, no control character.
 * Written as a dictionary, which also makes grouping by it cheap.
 */
export class LabelColumn extends StagedColumn {
  #bytes = new Uint8Array(1 << 14);
  #end = 0;
  readonly #starts = new Int32Array(DICTIONARY_LIMIT + 1);
  #entries = 0;
  /** Open addressing: number of the entry + 1, or 0. Twice as many places as entries. */
  readonly #table = new Int32Array(DICTIONARY_LIMIT * 2);
  readonly #codes = new Uint16Array(ROWS_OF_GROUP);

  protected put(buffer: Uint8Array, from: number, end: number): Verdict {
    let hash = end - from;
    for (let at = from; at < end; at++) hash = Math.imul(hash ^ (buffer[at] as number), 0x5bd1e995);
    const mask = this.#table.length - 1;
    for (let place = (hash ^ (hash >>> 15)) & mask; ; place = (place + 1) & mask) {
      const entry = this.#table[place] as number;
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
    let at = (this.#starts[entry] as number) + 4;
    if ((this.#starts[entry + 1] as number) - at !== end - from) return false;
    for (let index = from; index < end; index++) {
      if (this.#bytes[at++] !== buffer[index]) return false;
    }
    return true;
  }

  #add(buffer: Uint8Array, from: number, end: number, place: number): number {
    const length = end - from;
    if (this.#end + 4 + length > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#end] = length;
    this.#bytes.set(buffer.subarray(from, end), this.#end + 4);
    this.#bytes.fill(0, this.#end + 1, this.#end + 4);
    this.#end += 4 + length;
    const entry = this.#entries++;
    this.#starts[entry + 1] = this.#end;
    this.#table[place] = entry + 1;
    return entry;
  }

  override isFull(): boolean {
    return this.#entries >= DICTIONARY_LIMIT - 1;
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
      for (let index = 0; index < this.count; index++) codes[first + index] = this.#codes[index] as number;
    } else {
      codes.set(bytesOf(this.#codes, this.count * 2), first);
    }
    const dictionary = { values: this.#bytes.slice(0, this.#end), count: this.#entries };
    // Where only nulls were kept there may be no entry at all, and no codes: an empty dictionary is legal.
    this.#entries = 0;
    this.#end = 0;
    this.#table.fill(0);
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

function bytesOf(values: ArrayBufferView, bytes: number): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, bytes);
}

/** A column for values of a type of the contract. */
export function columnFor(name: string, type: ColumnType, label: boolean): StagedColumn {
  switch (type.kind) {
    case 'string':
      return label
        ? new LabelColumn(name, { kind: 'text' }, Token.STRING)
        : new TextColumn(name, { kind: 'text' }, Token.STRING);
    case 'boolean':
      return new BooleanColumn(name, { kind: 'boolean' }, Token.BOOLEAN);
    case 'int':
      return new Int32Column(name, { kind: 'int' }, Token.NUMBER);
    case 'date':
      return new Int32Column(name, { kind: 'date' }, Token.STRING);
    case 'bigint':
      return new LongColumn(name, { kind: 'bigint' }, Token.NUMBER);
    case 'timestamp':
      return new LongColumn(name, { kind: 'timestamp' }, Token.STRING);
    case 'double':
      return new DoubleColumn(name, { kind: 'double' }, Token.NUMBER);
    case 'decimal': {
      const staged = { kind: 'decimal', precision: type.precision, scale: type.scale } as const;
      return isWideDecimal(staged)
        ? new WideDecimalColumn(name, staged, Token.NUMBER)
        : new LongColumn(name, staged, Token.NUMBER);
    }
  }
}
