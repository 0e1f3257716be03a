import { endOfNumber } from '../values/parse-number.ts';

/** Why a scan ended without a value. */
export const Fault = { SYNTAX: -1, DEPTH: -2 } as const;

/** A value that is nested deeper is refused: parsers of other engines end there, by an error or by a crash. */
const DEPTH_LIMIT = 512;

const QUOTE = 34;
const BACKSLASH = 92;

/** True for the white space of JSON. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** First place from `at` that is not white space; `end` where there is none. */
export function skipSpace(buffer: Uint8Array, at: number, end: number): number {
  let place = at;
  while (place < end && isSpace(buffer[place] as number)) place++;
  return place;
}

/**
 * The strict grammar of RFC 8259 over bytes that are known to be UTF-8. Positions are plain numbers and faults are
 * negative ones: this runs for every byte of the input.
 *
 * The byte at `end` must be readable and below 0x20 (a line feed): it is what stops a string that is cut short.
 */
export class JsonScanner {
  /** The string that was scanned last has escapes. */
  escaped = false;
  /** An escape was half of a surrogate pair: grammatical, but no text. Whoever starts a record clears it. */
  loneSurrogate = false;

  /** Place of the closing quote of the string whose text starts at `from`, or a fault. */
  endOfString(buffer: Uint8Array, from: number, end: number): number {
    let at = from;
    this.escaped = false;
    for (;;) {
      let byte = buffer[at] as number;
      while (byte !== QUOTE && byte !== BACKSLASH && byte >= 0x20) byte = buffer[++at] as number;
      if (at >= end) return Fault.SYNTAX;
      if (byte === QUOTE) return at;
      if (byte !== BACKSLASH) return Fault.SYNTAX;
      this.escaped = true;
      at = this.#endOfEscape(buffer, at, end);
      if (at < 0) return at;
    }
  }

  /** End of the value that starts at `from` (no white space), or a fault. */
  endOfValue(buffer: Uint8Array, from: number, end: number): number {
    const first = buffer[from] as number;
    if (first !== 0x5b && first !== 0x7b)
      return from < end ? this.endOfScalar(buffer, from, end) : Fault.SYNTAX;
    return this.#endOfContainer(buffer, from, end);
  }

  #endOfContainer(buffer: Uint8Array, from: number, end: number): number {
    // One entry for each open array or object: 0x5b or 0x7b.
    const open: number[] = [];
    let at = from;
    for (;;) {
      at = skipSpace(buffer, at, end);
      if (at >= end) return Fault.SYNTAX;
      const byte = buffer[at] as number;
      if (byte === 0x5b || byte === 0x7b) {
        const inner = skipSpace(buffer, at + 1, end);
        if (open.length === DEPTH_LIMIT) return Fault.DEPTH;
        if (inner < end && buffer[inner] === byte + 2) {
          at = inner + 1;
        } else {
          open.push(byte);
          at = byte === 0x7b ? this.#afterKey(buffer, inner, end) : inner;
          if (at < 0) return at;
          continue;
        }
      } else {
        at = this.endOfScalar(buffer, at, end);
        if (at < 0) return at;
      }
      // A value ended: what comes next depends on what is open.
      for (;;) {
        const container = open[open.length - 1];
        if (container === undefined) return at;
        at = skipSpace(buffer, at, end);
        if (at >= end) return Fault.SYNTAX;
        const next = buffer[at] as number;
        if (next === container + 2) {
          open.pop();
          at++;
          continue;
        }
        if (next !== 0x2c) return Fault.SYNTAX;
        at++;
        if (container === 0x7b) {
          at = this.#afterKey(buffer, skipSpace(buffer, at, end), end);
          if (at < 0) return at;
        }
        break;
      }
    }
  }

  /** End of the string, number or word at `at`, or a fault. */
  endOfScalar(buffer: Uint8Array, at: number, end: number): number {
    const byte = buffer[at] as number;
    if (byte === QUOTE) {
      const close = this.endOfString(buffer, at + 1, end);
      return close < 0 ? close : close + 1;
    }
    if (byte === 0x74) return endOfWord(buffer, at, end, 'true');
    if (byte === 0x66) return endOfWord(buffer, at, end, 'false');
    if (byte === 0x6e) return endOfNull(buffer, at, end);
    return endOfNumber(buffer, at, end);
  }

  /** The place behind the colon of the key at `at`, or a fault. */
  #afterKey(buffer: Uint8Array, at: number, end: number): number {
    if (at >= end || buffer[at] !== QUOTE) return Fault.SYNTAX;
    const close = this.endOfString(buffer, at + 1, end);
    if (close < 0) return close;
    const colon = skipSpace(buffer, close + 1, end);
    return colon < end && buffer[colon] === 0x3a ? colon + 1 : Fault.SYNTAX;
  }

  /** The place behind the escape at `at`; a surrogate pair is taken as one. */
  #endOfEscape(buffer: Uint8Array, at: number, end: number): number {
    const unit = escapedUnit(buffer, at, end);
    if (unit < 0) return Fault.SYNTAX;
    if (buffer[at + 1] !== 0x75) return at + 2;
    if (unit < 0xd800 || unit > 0xdfff) return at + 6;
    if (unit < 0xdc00 && buffer[at + 6] === BACKSLASH && buffer[at + 7] === 0x75) {
      const low = escapedUnit(buffer, at + 6, end);
      if (low >= 0xdc00 && low <= 0xdfff) return at + 12;
    }
    this.loneSurrogate = true;
    return at + 6;
  }
}

/** Place behind the `null` whose `n` is at `at`, or a fault: the most common word, spelled out for speed. */
export function endOfNull(buffer: Uint8Array, at: number, end: number): number {
  const whole = buffer[at + 1] === 0x75 && buffer[at + 2] === 0x6c && buffer[at + 3] === 0x6c;
  return whole && at + 4 <= end ? at + 4 : Fault.SYNTAX;
}

function endOfWord(buffer: Uint8Array, at: number, end: number, word: string): number {
  if (at + word.length > end) return Fault.SYNTAX;
  for (let index = 1; index < word.length; index++) {
    if (buffer[at + index] !== word.charCodeAt(index)) return Fault.SYNTAX;
  }
  return at + word.length;
}

const ESCAPES: Readonly<Record<number, number>> = {
  34: 34,
  92: 92,
  47: 47,
  98: 8,
  102: 12,
  110: 10,
  114: 13,
  116: 9,
};

/** UTF-16 code unit of the escape at `at`, or -1. */
function escapedUnit(buffer: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end) return -1;
  const kind = buffer[at + 1] as number;
  if (kind !== 0x75) return ESCAPES[kind] ?? -1;
  if (at + 6 > end) return -1;
  let unit = 0;
  for (let index = at + 2; index < at + 6; index++) {
    const byte = buffer[index] as number;
    const digit =
      byte >= 48 && byte <= 57 ? byte - 48 : (byte | 32) >= 97 && (byte | 32) <= 102 ? (byte | 32) - 87 : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/** Text of a string without its escapes, as UTF-8. `from` and `end` enclose a string that was scanned without fault. */
export function decodeString(buffer: Uint8Array, from: number, end: number): Uint8Array {
  // The text is valid, so that JSON.parse gives exactly what it means.
  const quoted = Buffer.from(buffer.buffer, buffer.byteOffset + from - 1, end - from + 2).toString();
  return Buffer.from(JSON.parse(quoted) as string);
}
