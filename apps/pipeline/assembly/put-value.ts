import {
  BIGINT,
  BOOLEAN,
  countOf,
  DATE,
  DECIMAL,
  DOUBLE,
  Field,
  INT,
  LABEL,
  TEXT,
  TIMESTAMP,
  textBytes,
  WIDE_DECIMAL,
} from './field';
import { hashBytes } from './hash-bytes';
import { double, integer, parseDecimal, parseDouble, parseInteger, parsePlain } from './parse-number';
import { days, micros, parseDate, parseInstant, seconds } from './parse-time';
import { copyString, endOfString, isSame, QUOTE } from './scan-bytes';

const TRUE: u32 = 0x65757274;
const FALS: u32 = 0x736c6166;
const NULL: u32 = 0x6c6c756e;

export function isNull(at: usize): bool {
  return load<u32>(at) === NULL;
}

/**
 * Writes the value at `at` behind those that its column has, where it does not count until the record is kept.
 *
 * @returns the end of the value; 0 where it is for the parser to say what it is.
 */
export function putValue(field: Field, at: usize): usize {
  if (load<u8>(at) === QUOTE) return putString(field, at + 1);
  const place = countOf(field);
  let end: usize = 0;
  switch (field.kind) {
    case INT:
      end = parseInteger(at);
      if (end === 0 || <i64>(<i32>integer) !== integer) return 0;
      store<i32>(field.values + (place << 2), <i32>integer);
      return end;
    case BIGINT:
      end = parseInteger(at);
      store<i64>(field.values + (place << 3), integer);
      return end;
    case DECIMAL:
      end = parseDecimal(at, field.precision, field.scale);
      store<i64>(field.values + (place << 3), integer);
      return end;
    case WIDE_DECIMAL:
      end = parseDecimal(at, field.precision, field.scale);
      store<i64>(field.values + (place << 4), bswap<i64>(integer >> 63));
      store<i64>(field.values + (place << 4), bswap<i64>(integer), 8);
      return end;
    case DOUBLE:
      end = parseDouble(at);
      store<f64>(field.values + (place << 3), double);
      return end;
    case BOOLEAN:
      return putBoolean(field.values + (place >> 3), (<u32>1) << (<u32>place & 7), at);
    default:
      return 0;
  }
}

function putString(field: Field, text: usize): usize {
  const place = countOf(field);
  let close: usize = 0;
  switch (field.kind) {
    case TEXT: {
      const target = field.values + textBytes(field);
      close = copyString(text, target + 4);
      if (close === 0) return 0;
      store<i32>(target, <i32>(close - text));
      field.textEnd = <i32>(target - field.values) + 4 + <i32>(close - text);
      return close + 1;
    }
    case LABEL: {
      close = endOfString(text);
      if (close === 0) return 0;
      const code = codeOf(field, text, <i32>(close - text));
      if (code < 0) return 0;
      store<u16>(field.values + (place << 1), <u16>code);
      return close + 1;
    }
    case TIMESTAMP:
      close = parseInstant(text);
      if (close === 0) return 0;
      store<i64>(field.values + (place << 3), seconds * 1000000 + micros);
      break;
    case DATE:
      close = parseDate(text);
      if (close === 0) return 0;
      store<i32>(field.values + (place << 2), <i32>days);
      break;
    default:
      return 0;
  }
  return load<u8>(close) === QUOTE ? close + 1 : 0;
}

/** Code of a label that is in the dictionary, or -1: only the parser says what a label is. */
function codeOf(field: Field, text: usize, length: i32): i32 {
  let place = hashBytes(text, length, 0);
  while (true) {
    place &= field.tableMask;
    const entry = load<i32>(field.table + ((<usize>place) << 2)) - 1;
    if (entry < 0) return -1;
    const start = load<i32>(field.starts + ((<usize>entry) << 2)) + 4;
    const end = load<i32>(field.starts + ((<usize>entry) << 2), 4);
    if (end - start === length && isSame(field.entries + start, text, length)) return entry;
    place++;
  }
}

function putBoolean(target: usize, bit: u32, at: usize): usize {
  const before: u32 = load<u8>(target);
  if (load<u32>(at) === TRUE) {
    store<u8>(target, before | bit);
    return at + 4;
  }
  if (load<u32>(at) !== FALS || load<u8>(at, 4) !== 101) return 0;
  store<u8>(target, before & ~bit);
  return at + 5;
}

/** End of a value that nobody reads: a string, a number or a word. */
export function skipValue(at: usize): usize {
  if (load<u8>(at) === QUOTE) {
    const close = endOfString(at + 1);
    return close === 0 ? 0 : close + 1;
  }
  const word = load<u32>(at);
  if (word === NULL || word === TRUE) return at + 4;
  if (word === FALS) return load<u8>(at, 4) === 101 ? at + 5 : 0;
  return parsePlain(at);
}
