// The fast path of NDJSON: takes lines that are plainly good, and leaves every other one, untouched, to the parser in
// `src/read/records`. What is good, and why something is not, only that one says; here is nothing but a shorter way
// to what it would do. `src/read/fast/fast-lines.ts` calls it.
import {
  Column,
  countOf,
  Field,
  fieldAt,
  fieldCount,
  hashColumn,
  keepValue,
  lengthColumn,
  lineColumn,
  nextField,
  offsetColumn,
  TEXT,
} from './field';
import { hashBytes } from './hash-bytes';
import { seconds } from './parse-time';
import { isNull, putValue, skipValue } from './put-value';
import { CR, endOfString, isAscii, isSame, LF, QUOTE, skipBlanks } from './scan-bytes';

const OPEN: u32 = 123;
const CLOSE: u32 = 125;
const COLON: u32 = 58;
const COMMA: u32 = 44;
const SPACE: u32 = 32;

/** First byte that the module has no use for: columns and lines are kept from there on. */
export function firstFree(): usize {
  return __heap_base;
}

// Set once, by the functions below.
let requiredFields: i32 = 0;
let idField: i32 = -1;
let timeField: i32 = -1;
let hasPlaces: bool = false;
let rowsOfGroup: usize = 0;
let textLimit: i32 = 0;

// Set for a task.
let idSeed: i32 = 0;
let dayStart: i64 = 0;
let dayEnd: i64 = 0;

/** Where the line starts at which `readLines` ended. */
export let next: usize = 0;
/** Where the line starts that it took last. */
export let last: usize = 0;
/** It ended because the row group must be written before the next line. */
export let full: bool = false;

/** Number of the record at hand: a field that has it was named already. */
let record: u32 = 0;
/** Required fields of the record that have a value. */
let requiredFound: i32 = 0;
/** Fields of the record that have a value which is kept. */
const PUT = memory.data(128 * sizeof<usize>());
let putCount: usize = 0;
/** Length of the record's id; 0 where it has none. */
let idLength: i32 = 0;

/** @returns its number, or -1 where there are too many. */
export function addField(kind: i32, key: usize, keyLength: i32, staged: bool, required: bool): i32 {
  const field = nextField();
  if (field === null) return -1;
  field.kind = kind;
  field.key = key;
  field.keyLength = keyLength;
  field.staged = staged;
  field.required = required;
  if (required) requiredFields++;
  return fieldCount - 1;
}

/** Where the column of a field lies. */
export function setColumn(index: i32, head: usize, present: usize, values: usize): void {
  place(fieldAt(index), head, present, values);
}

export function setDecimal(index: i32, precision: usize, scale: usize): void {
  const field = fieldAt(index);
  field.precision = precision;
  field.scale = scale;
}

export function setDictionary(index: i32, entries: usize, starts: usize, table: usize, places: i32): void {
  const field = fieldAt(index);
  field.entries = entries;
  field.starts = starts;
  field.table = table;
  field.tableMask = places - 1;
}

/** The field whose instant must lie in the day. */
export function setTimeField(index: i32): void {
  timeField = index;
}

/** The field whose text is hashed, and the column of the hashes. */
export function setIdField(index: i32, head: usize, present: usize, values: usize): void {
  idField = index;
  place(hashColumn, head, present, values);
}

/** Columns of the line (0), the offset (1), the length (2) of a record. */
export function setPlaceColumn(which: i32, head: usize, present: usize, values: usize): void {
  hasPlaces = true;
  place(which === 0 ? lineColumn : which === 1 ? offsetColumn : lengthColumn, head, present, values);
}

export function setLimits(rows: usize, text: i32): void {
  rowsOfGroup = rows;
  textLimit = text;
}

export function beginTask(seed: i32, start: f64, end: f64): void {
  idSeed = seed;
  dayStart = <i64>start;
  dayEnd = <i64>end;
}

function place(column: Column, head: usize, present: usize, values: usize): void {
  column.head = head;
  column.present = present;
  column.values = values;
}

/**
 * Takes lines from `from` on that start before `limit`, into the rows from `firstRow` on. The byte at `filled`, which
 * is not before `limit`, is a line feed that belongs to no line. Ends at a line that is for the parser, and where the
 * row group is full.
 *
 * @param clean all of it is UTF-8; otherwise only lines of ASCII are taken.
 * @param line number of the first line.
 * @param base offset in the content of address 0; may be negative.
 * @returns how many it took.
 */
export function readLines(
  from: usize,
  limit: usize,
  filled: usize,
  clean: bool,
  firstRow: usize,
  line: f64,
  base: f64,
): i32 {
  let at = from;
  let row = firstRow;
  full = false;
  while (at < limit && !full) {
    const end = parseRecord(at);
    if (end === 0) break;
    let feed = skipBlanks(end);
    if (load<u8>(feed) === CR) feed++;
    // A record up to `filled` may go on behind it.
    if (feed >= filled || load<u8>(feed) !== LF) break;
    if (!clean && !isAscii(at, feed)) break;
    const length = feed - at - (load<u8>(feed - 1) === CR ? 1 : 0);
    keepRecord(row);
    if (hasPlaces) {
      keepLong(lineColumn, row, <i64>line + <i64>(row - firstRow));
      keepLong(offsetColumn, row, <i64>(base + <f64>at));
      keepLong(lengthColumn, row, <i64>length);
    }
    row++;
    last = at;
    at = feed + 1;
    if (row === rowsOfGroup) full = true;
  }
  next = at;
  return <i32>(row - firstRow);
}

/** Writes the values of the record at `at` behind the others. @returns its end, or 0 where it is left. */
function parseRecord(at: usize): usize {
  record++;
  requiredFound = 0;
  putCount = 0;
  idLength = 0;
  let place = skipBlanks(at);
  if (load<u8>(place) !== OPEN) return 0;
  place = skipBlanks(place + 1);
  // Records of one producer name their fields in one order: the next one is tried before any other.
  let expected = 0;
  while (true) {
    if (load<u8>(place) !== QUOTE) return 0;
    place++;
    let index = expected;
    let field: Field | null = null;
    if (index < fieldCount) {
      const guess = fieldAt(index);
      if (isSame(guess.key, place, guess.keyLength)) {
        field = guess;
        place += guess.keyLength;
      }
    }
    if (field === null) {
      const close = endOfString(place);
      if (close === 0) return 0;
      index = findField(expected, place, <i32>(close + 1 - place));
      if (index >= 0) field = fieldAt(index);
      place = close + 1;
    }
    if (load<u8>(place) !== COLON) place = skipBlanks(place);
    if (load<u8>(place) !== COLON) return 0;
    place++;
    if (load<u8>(place) <= SPACE) place = skipBlanks(place);
    if (field === null) {
      place = skipValue(place);
    } else {
      expected = index + 1;
      if (field.record === record) return 0;
      field.record = record;
      place = isNull(place) ? place + 4 : takeValue(field, index, place);
    }
    if (place === 0) return 0;
    if (load<u8>(place) <= SPACE) place = skipBlanks(place);
    if (load<u8>(place) === CLOSE) return requiredFound === requiredFields ? place + 1 : 0;
    if (load<u8>(place) !== COMMA) return 0;
    place++;
    if (load<u8>(place) <= SPACE) place = skipBlanks(place);
  }
}

/** Number of the field with that key, or -1. The search goes on from where the record is, and round. */
function findField(expected: i32, key: usize, keyLength: i32): i32 {
  for (let step = 0; step < fieldCount; step++) {
    const index = expected + step < fieldCount ? expected + step : expected + step - fieldCount;
    const field = fieldAt(index);
    if (field.keyLength === keyLength && isSame(field.key, key, keyLength)) return index;
  }
  return -1;
}

function takeValue(field: Field, index: i32, at: usize): usize {
  const end = putValue(field, at);
  if (end === 0) return 0;
  if (field.required) requiredFound++;
  if (index === timeField && (seconds < dayStart || seconds >= dayEnd)) return 0;
  // The text without its quotes.
  if (index === idField) idLength = <i32>(end - at) - 2;
  if (field.staged) {
    store<usize>(PUT + putCount * sizeof<usize>(), changetype<usize>(field));
    putCount++;
  }
  return end;
}

/** Counts what was written for the record. */
function keepRecord(row: usize): void {
  for (let index: usize = 0; index < putCount; index++) {
    const field = changetype<Field>(load<usize>(PUT + index * sizeof<usize>()));
    keepValue(field, row);
    if (field.kind === TEXT) {
      store<i32>(field.head, field.textEnd, 4);
      if (field.textEnd > textLimit) full = true;
    }
  }
  if (idLength > 0) {
    const id = fieldAt(idField);
    const text = id.values + id.textEnd - idLength;
    store<i32>(hashColumn.values + (countOf(hashColumn) << 2), hashBytes(text, idLength, idSeed));
    keepValue(hashColumn, row);
  }
}

function keepLong(column: Column, row: usize, value: i64): void {
  store<i64>(column.values + (countOf(column) << 3), value);
  keepValue(column, row);
}
