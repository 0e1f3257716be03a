import { type ParsedDecimal, parseDecimal, parseDouble, parseInteger } from '../values/parse-number.ts';
import { NO_TIME, type ParsedInstant, parseDate, parseInstant } from '../values/parse-time.ts';
import { ROWS_OF_GROUP, StagedColumn, Token, Verdict } from './column.ts';
import type { ColumnMemory } from './column-memory.ts';
import type { StagedType } from './parquet-file.ts';

/** Values of 32 bits: INT and DATE. */
export class IntColumn extends StagedColumn {
  readonly #values: Int32Array;

  constructor(name: string, type: StagedType, token: Token = Token.NUMBER, memory?: ColumnMemory) {
    super(name, type, token, ROWS_OF_GROUP * 4, memory);
    this.#values = new Int32Array(this.area.buffer, this.area.byteOffset, ROWS_OF_GROUP);
  }

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    this.advance(row);
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

  /** What is final. */
  settled(): Int32Array {
    return this.#values.subarray(0, this.count);
  }

  /** Puts a whole number that no text stands for: a hash. */
  putNumber(row: number, value: number): void {
    this.advance(row);
    this.#values[this.count] = value;
  }

  protected values() {
    return { data: [this.area.subarray(0, this.count * 4)] };
  }
}

/** Values of 64 bits: BIGINT, TIMESTAMP, and DECIMAL of at most 18 digits. */
export class LongColumn extends StagedColumn {
  readonly #words: Int32Array;
  readonly #bigs: BigInt64Array;
  readonly #decimal: ParsedDecimal = { unscaled: 0, rounded: false };
  /** What the last call of `put` read, where the column is a time. */
  readonly instant: ParsedInstant = { seconds: 0, micros: 0, rounded: false };

  constructor(name: string, type: StagedType, token: Token = Token.NUMBER, memory?: ColumnMemory) {
    super(name, type, token, ROWS_OF_GROUP * 8, memory);
    const { buffer, byteOffset } = this.area;
    this.#words = new Int32Array(buffer, byteOffset, ROWS_OF_GROUP * 2);
    this.#bigs = new BigInt64Array(buffer, byteOffset, ROWS_OF_GROUP);
  }

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    this.advance(row);
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
  putNumber(row: number, value: number): void {
    this.advance(row);
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
    return { data: [this.area.subarray(0, this.count * 8)] };
  }
}

/** DECIMAL of 19 to 38 digits: 16 bytes, big-endian. */
export class WideDecimalColumn extends StagedColumn {
  readonly #view: DataView<ArrayBufferLike>;
  readonly #decimal: ParsedDecimal = { unscaled: 0, rounded: false };

  constructor(name: string, type: StagedType, token: Token = Token.NUMBER, memory?: ColumnMemory) {
    super(name, type, token, ROWS_OF_GROUP * 16, memory);
    this.#view = new DataView(this.area.buffer, this.area.byteOffset, this.area.length);
  }

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    this.advance(row);
    const { precision, scale } = this.type as Extract<StagedType, { kind: 'decimal' }>;
    if (!parseDecimal(buffer, from, end, precision, scale, this.#decimal)) return Verdict.WRONG_TYPE;
    const value = BigInt(this.#decimal.unscaled);
    this.#view.setBigInt64(this.count * 16, value >> 64n);
    this.#view.setBigUint64(this.count * 16 + 8, BigInt.asUintN(64, value));
    return this.#decimal.rounded ? Verdict.ROUNDED : Verdict.FITS;
  }

  protected values() {
    return { data: [this.area.subarray(0, this.count * 16)] };
  }
}

export class DoubleColumn extends StagedColumn {
  readonly #values: Float64Array;

  constructor(name: string, type: StagedType, token: Token = Token.NUMBER, memory?: ColumnMemory) {
    super(name, type, token, ROWS_OF_GROUP * 8, memory);
    this.#values = new Float64Array(this.area.buffer, this.area.byteOffset, ROWS_OF_GROUP);
  }

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    this.advance(row);
    const value = parseDouble(buffer, from, end);
    if (Number.isNaN(value)) return Verdict.WRONG_TYPE;
    this.#values[this.count] = value;
    return Verdict.FITS;
  }

  protected values() {
    return { data: [this.area.subarray(0, this.count * 8)] };
  }
}

export class BooleanColumn extends StagedColumn {
  constructor(name: string, type: StagedType, token: Token = Token.NUMBER, memory?: ColumnMemory) {
    super(name, type, token, ROWS_OF_GROUP / 8, memory);
  }

  put(row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    this.advance(row);
    const text = Buffer.from(buffer.buffer, buffer.byteOffset + from, end - from).toString('latin1');
    if (text !== 'true' && text !== 'false') return Verdict.WRONG_TYPE;
    const bit = 1 << (this.count & 7);
    const at = this.count >> 3;
    const before = this.area[at] as number;
    this.area[at] = text === 'true' ? before | bit : before & ~bit;
    return Verdict.FITS;
  }

  protected values() {
    return { data: [this.area.subarray(0, Math.ceil(this.count / 8))] };
  }
}
