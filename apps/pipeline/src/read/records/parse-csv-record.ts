import { isUtf8 } from 'node:buffer';
import { type StagedColumn, Verdict } from '../staging/column.ts';
import { ValuePutter } from '../staging/put-value.ts';
import type { Refusal } from './refusal.ts';

const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

/** The bytes seen so far do not hold the whole record. */
export const NEED_MORE = -1;

/**
 * Splits CSV into records and values as RFC 4180 says: values may be quoted, quoted ones may hold commas, line ends
 * and doubled quotes; lines end with CRLF or LF. Positions of the values stay in the splitter until the next record.
 */
export class CsvSplitter {
  /** Values of the record. */
  count = 0;
  /** End of the record's text, without the line end. */
  end = 0;
  /** Line feeds from the start of the record to the start of the next one. */
  lineFeeds = 0;
  wellFormed = true;
  #starts: number[] = [];
  #ends: number[] = [];
  /** The value has doubled quotes. */
  #doubled: boolean[] = [];

  /**
   * Reads the record at `from`; `filled` is the end of the bytes known, `last` says that none will come after.
   * A record that is not well-formed ends with its first line, so that a quote that is never closed takes no good
   * line with it.
   *
   * @returns where the next record starts, or NEED_MORE.
   */
  split(buffer: Uint8Array, from: number, filled: number, last: boolean): number {
    this.count = 0;
    this.lineFeeds = 0;
    this.wellFormed = true;
    let at = from;
    for (;;) {
      const index = this.count++;
      this.#doubled[index] = false;
      if (buffer[at] === QUOTE && at < filled) {
        const close = this.#endOfQuoted(buffer, at + 1, filled, index);
        if (close < 0) return last ? this.#malformed(buffer, from, filled) : NEED_MORE;
        this.#starts[index] = at + 1;
        this.#ends[index] = close;
        at = close + 1;
        // What follows a closing quote decides whether it was one: it must be known.
        if (at === filled && !last) return NEED_MORE;
      } else {
        this.#starts[index] = at;
        let byte = buffer[at] as number;
        while (at < filled && byte !== COMMA && byte !== LF && byte !== CR && byte !== QUOTE)
          byte = buffer[++at] as number;
        this.#ends[index] = at;
        if (at === filled && !last) return NEED_MORE;
      }
      if (at === filled) {
        this.end = at;
        return at;
      }
      const byte = buffer[at] as number;
      if (byte === COMMA) {
        at++;
        continue;
      }
      if (byte === LF) return this.#ended(at, at + 1);
      if (byte === CR) {
        if (at + 1 === filled && !last) return NEED_MORE;
        if (at + 1 < filled && buffer[at + 1] === LF) return this.#ended(at, at + 2);
      }
      return this.#malformed(buffer, from, filled, last);
    }
  }

  #ended(end: number, next: number): number {
    this.end = end;
    this.lineFeeds++;
    return next;
  }

  #endOfQuoted(buffer: Uint8Array, from: number, filled: number, index: number): number {
    for (let at = from; at < filled; at++) {
      const byte = buffer[at] as number;
      if (byte === LF) this.lineFeeds++;
      if (byte !== QUOTE) continue;
      if (at + 1 < filled && buffer[at + 1] === QUOTE) {
        this.#doubled[index] = true;
        at++;
      } else {
        return at;
      }
    }
    return -1;
  }

  #malformed(buffer: Uint8Array, from: number, filled: number, last = true): number {
    this.wellFormed = false;
    this.lineFeeds = 1;
    let at = from;
    while (at < filled && buffer[at] !== LF) at++;
    if (at === filled) {
      if (!last) return NEED_MORE;
      this.lineFeeds = 0;
      this.end = filled;
      return filled;
    }
    this.end = at > from && buffer[at - 1] === CR ? at - 1 : at;
    return at + 1;
  }

  isEmpty(index: number): boolean {
    return this.#starts[index] === this.#ends[index];
  }

  /** Calls `use` with the bytes of a value, without its quotes. */
  value<T>(index: number, buffer: Uint8Array, use: (bytes: Uint8Array, from: number, end: number) => T): T {
    const from = this.#starts[index] as number;
    const end = this.#ends[index] as number;
    if (!this.#doubled[index]) return use(buffer, from, end);
    const bytes = new Uint8Array(end - from);
    let length = 0;
    for (let at = from; at < end; at++) {
      bytes[length++] = buffer[at] as number;
      if (buffer[at] === QUOTE) at++;
    }
    return use(bytes, 0, length);
  }
}

/** What the header says of the declared columns. */
export interface CsvHeader {
  /** Names, in the order of the file. */
  readonly names: readonly string[];
  /** Declared columns that it does not have. */
  readonly missing: readonly string[];
  /** Declared columns that it has more than once. */
  readonly twice: readonly string[];
}

/**
 * Puts the values of one CSV record into their columns, found by the header's names. An empty value is null, quoted
 * or not: RFC 4180 knows no null, and exporters quote as they like.
 */
export class CsvRecordParser {
  readonly #columns: readonly StagedColumn[];
  readonly #refusal: Refusal;
  readonly #values: ValuePutter;
  #row = 0;
  /** For each declared column, its place in the header. */
  #places: number[] = [];
  #width = 0;
  rounded = 0;

  constructor(columns: readonly StagedColumn[], refusal: Refusal) {
    this.#columns = columns;
    this.#refusal = refusal;
    this.#values = new ValuePutter(columns);
  }

  /** Takes the header that was just split. Columns that are not declared are passed over. */
  readHeader(splitter: CsvSplitter, buffer: Uint8Array): CsvHeader {
    const names = Array.from({ length: splitter.count }, (_, index) =>
      splitter.value(index, buffer, (bytes, from, end) => Buffer.from(bytes.subarray(from, end)).toString()),
    );
    this.#width = names.length;
    this.#places = this.#columns.map((column) => names.indexOf(column.name));
    const declared = this.#columns.map((column) => column.name);
    return {
      names,
      missing: declared.filter((name) => !names.includes(name)),
      twice: declared.filter((name) => names.indexOf(name) !== names.lastIndexOf(name)),
    };
  }

  /** True for a line with nothing in it: it is no record, unless the file has a single column. */
  isBlank(splitter: CsvSplitter): boolean {
    return splitter.wellFormed && splitter.count === 1 && splitter.isEmpty(0) && this.#width > 1;
  }

  /** Takes the record that was just split; says in `refusal` what is wrong with it. */
  parse(row: number, splitter: CsvSplitter, buffer: Uint8Array, from: number, clean: boolean): void {
    this.#row = row;
    this.rounded = 0;
    if (!clean && !isUtf8(buffer.subarray(from, splitter.end))) this.#refusal.add('invalid_utf8');
    else if (!splitter.wellFormed || splitter.count !== this.#width) this.#refusal.add('invalid_csv');
    else this.#putAll(splitter, buffer);
  }

  #putAll(splitter: CsvSplitter, buffer: Uint8Array): void {
    for (const [field, column] of this.#columns.entries()) {
      const place = this.#places[field] as number;
      if (splitter.isEmpty(place)) continue;
      const verdict = splitter.value(place, buffer, (bytes, start, end) =>
        this.#values.put(field, this.#row, bytes, start, end),
      );
      if (verdict === Verdict.ROUNDED) this.rounded++;
      else if (verdict === Verdict.WRONG_TYPE) this.#refusal.add('wrong_type', column.name);
      else if (verdict === Verdict.INVALID_TEXT) this.#refusal.add('invalid_text', column.name);
    }
  }
}
