import { type StagedColumn, Token, Verdict } from '../staging/column.ts';
import { ValuePutter } from '../staging/put-value.ts';
import { endOfNumber } from '../values/parse-number.ts';
import type { Refusal } from './refusal.ts';
import { decodeString, endOfNull, Fault, JsonScanner, skipSpace } from './scan-json.ts';

const QUOTE = 34;

/**
 * Puts the fields of one JSON object into their columns. Fields that are not declared are skipped, but must be JSON.
 * The syntax of the whole line is judged first: a line that is cut short is `invalid_json`, whatever else is wrong.
 */
export class JsonRecordParser {
  readonly #columns: readonly StagedColumn[];
  readonly #keys: readonly Uint8Array[];
  readonly #byName: ReadonlyMap<string, number>;
  readonly #scanner = new JsonScanner();
  readonly #refusal: Refusal;
  readonly #values: ValuePutter;
  #row = 0;
  /** Number of the record that named the field last. */
  readonly #seen: Int32Array;
  #record = 0;
  /** Values of this record that were rounded. */
  rounded = 0;

  constructor(columns: readonly StagedColumn[], refusal: Refusal) {
    this.#columns = columns;
    this.#keys = columns.map((column) => Buffer.from(column.name));
    this.#byName = new Map(columns.map((column, index) => [column.name, index]));
    this.#seen = new Int32Array(columns.length);
    this.#refusal = refusal;
    this.#values = new ValuePutter(columns);
  }

  /**
   * The record lies in `buffer` from `from` to `end`; the byte at `end` is a line feed or a carriage return, and the
   * bytes are valid UTF-8. Says in `refusal` what is wrong with it.
   */
  parse(row: number, buffer: Uint8Array, from: number, end: number): void {
    this.#row = row;
    this.#record++;
    this.rounded = 0;
    this.#scanner.loneSurrogate = false;
    let at = skipSpace(buffer, from, end);
    if (buffer[at] !== 0x7b) {
      at = this.#scanner.endOfValue(buffer, at, end);
      if (at < 0 || skipSpace(buffer, at, end) !== end) this.#fault(at);
      else this.#refusal.add('not_an_object');
      return;
    }
    at = skipSpace(buffer, at + 1, end);
    if (buffer[at] === 0x7d && at < end) {
      at++;
    } else {
      at = this.#members(buffer, at, end);
    }
    if (at < 0) this.#fault(at);
    else if (at !== end && skipSpace(buffer, at, end) !== end) this.#fault(Fault.SYNTAX);
    else if (this.#scanner.loneSurrogate) this.#refusal.replace('invalid_utf8');
  }

  /** The members of the object, and the brace that closes it. */
  #members(buffer: Uint8Array, first: number, end: number): number {
    let at = first;
    // Records of one producer name their fields in one order: the next one is tried before any other.
    let expected = 0;
    for (;;) {
      if (at >= end || buffer[at] !== QUOTE) return Fault.SYNTAX;
      let field = this.#fieldAt(expected, buffer, at + 1);
      if (field >= 0) {
        at += (this.#keys[field] as Uint8Array).length + 2;
      } else {
        const close = this.#scanner.endOfString(buffer, at + 1, end);
        if (close < 0) return close;
        field = this.#findField(buffer, at + 1, close);
        at = close + 1;
      }
      if (buffer[at] !== 0x3a) at = skipSpace(buffer, at, end);
      if (at >= end || buffer[at] !== 0x3a) return Fault.SYNTAX;
      at++;
      if ((buffer[at] as number) <= 0x20) at = skipSpace(buffer, at, end);
      if (at >= end) return Fault.SYNTAX;
      if (field >= 0) {
        expected = field + 1;
        at = this.#field(field, buffer, at, end);
      } else {
        at = this.#scanner.endOfValue(buffer, at, end);
      }
      if (at < 0) return at;
      if ((buffer[at] as number) <= 0x20) at = skipSpace(buffer, at, end);
      if (at >= end) return Fault.SYNTAX;
      if (buffer[at] === 0x7d) return at + 1;
      if (buffer[at] !== 0x2c) return Fault.SYNTAX;
      at++;
      if ((buffer[at] as number) <= 0x20) at = skipSpace(buffer, at, end);
    }
  }

  #fieldAt(field: number, buffer: Uint8Array, at: number): number {
    const key = this.#keys[field];
    if (key === undefined || buffer[at + key.length] !== QUOTE) return -1;
    for (let index = 0; index < key.length; index++) {
      if (key[index] !== buffer[at + index]) return -1;
    }
    return field;
  }

  #findField(buffer: Uint8Array, from: number, end: number): number {
    const bytes = this.#scanner.escaped
      ? decodeString(buffer, from, end)
      : Buffer.from(buffer.buffer, buffer.byteOffset + from, end - from);
    return this.#byName.get(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) ?? -1;
  }

  /** The value of a declared field. */
  #field(field: number, buffer: Uint8Array, at: number, end: number): number {
    const column = this.#columns[field] as StagedColumn;
    if (this.#seen[field] === this.#record) this.#refusal.add('duplicate_field', column.name);
    this.#seen[field] = this.#record;
    const byte = buffer[at] as number;
    if (byte === QUOTE) {
      const close = this.#scanner.endOfString(buffer, at + 1, end);
      if (close < 0) return close;
      if (column.token !== Token.STRING) {
        this.#refusal.add('wrong_type', column.name);
      } else if (this.#scanner.escaped) {
        const text = decodeString(buffer, at + 1, close);
        this.#judge(column, this.#values.put(field, this.#row, text, 0, text.length));
      } else {
        this.#judge(column, this.#values.put(field, this.#row, buffer, at + 1, close));
      }
      return close + 1;
    }
    if (byte === 0x2d || (byte >= 48 && byte <= 57)) {
      const close = endOfNumber(buffer, at, end);
      if (close < 0) return close;
      if (column.token === Token.NUMBER)
        this.#judge(column, this.#values.put(field, this.#row, buffer, at, close));
      else this.#refusal.add('wrong_type', column.name);
      return close;
    }
    if (byte === 0x6e) return endOfNull(buffer, at, end);
    const close = this.#scanner.endOfValue(buffer, at, end);
    if (close < 0) return close;
    if (column.token === Token.BOOLEAN && (byte === 0x74 || byte === 0x66)) {
      this.#judge(column, this.#values.put(field, this.#row, buffer, at, close));
    } else {
      this.#refusal.add('wrong_type', column.name);
    }
    return close;
  }

  #judge(column: StagedColumn, verdict: Verdict): void {
    if (verdict === Verdict.FITS) return;
    if (verdict === Verdict.ROUNDED) this.rounded++;
    else this.#refusal.add(verdict === Verdict.WRONG_TYPE ? 'wrong_type' : 'invalid_text', column.name);
  }

  /** Syntax outweighs whatever was found before it. */
  #fault(fault: number): void {
    this.#refusal.replace(fault === Fault.DEPTH ? 'too_deep' : 'invalid_json');
  }
}
