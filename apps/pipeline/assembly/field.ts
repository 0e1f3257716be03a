/** How the values of a field lie in its column; `src/read/fast/fast-lines.ts` knows the same numbers. */
export const TEXT: i32 = 0;
export const LABEL: i32 = 1;
export const INT: i32 = 2;
export const DATE: i32 = 3;
export const BIGINT: i32 = 4;
export const TIMESTAMP: i32 = 5;
export const DECIMAL: i32 = 6;
export const WIDE_DECIMAL: i32 = 7;
export const DOUBLE: i32 = 8;
export const BOOLEAN: i32 = 9;

/** A column that is being filled: addresses of what `StagedColumn` keeps. */
@unmanaged
export class Column {
  /** Two numbers that are shared with JavaScript: how many values there are, and how many bytes of text. */
  head: usize = 0;
  /** A byte for each row: 1 where it has a value. */
  present: usize = 0;
  values: usize = 0;
}

/** A declared field of the record, and its column. */
@unmanaged
export class Field extends Column {
  kind: i32 = 0;
  /** Something downstream reads it: it is kept, not only checked. */
  staged: bool = false;
  required: bool = false;
  /** The key as it stands in a record, with the quote that closes it. */
  key: usize = 0;
  keyLength: i32 = 0;
  precision: usize = 0;
  scale: usize = 0;
  /** Of a label: its dictionary, as `LabelColumn` keeps it. */
  entries: usize = 0;
  starts: usize = 0;
  table: usize = 0;
  tableMask: i32 = 0;
  /** Number of the record that named the field last. */
  record: u32 = 0;
  /** Bytes of text up to and with the value that was parsed last. */
  textEnd: i32 = 0;
}

/** What one field takes in memory. */
const FIELD_BYTES = 128;
/** More fields than these are left to the parser. */
const MOST_FIELDS = 128;

const FIELDS = memory.data(FIELD_BYTES * MOST_FIELDS);

export let fieldCount: i32 = 0;

export function fieldAt(index: i32): Field {
  return changetype<Field>(FIELDS + <usize>index * FIELD_BYTES);
}

/** Room for one more; null where there is none. */
export function nextField(): Field | null {
  return fieldCount === MOST_FIELDS ? null : fieldAt(fieldCount++);
}

const COLUMN_BYTES = 16;
const COLUMNS = memory.data(COLUMN_BYTES * 4);

/** Columns of what no field stands for: the hash of the id, and the record's line, offset and length. */
export const hashColumn = changetype<Column>(COLUMNS);
export const lineColumn = changetype<Column>(COLUMNS + COLUMN_BYTES);
export const offsetColumn = changetype<Column>(COLUMNS + 2 * COLUMN_BYTES);
export const lengthColumn = changetype<Column>(COLUMNS + 3 * COLUMN_BYTES);

/** Values that are final. */
export function countOf(column: Column): usize {
  return load<i32>(column.head);
}

/** Counts the value that was written behind the others. */
export function keepValue(column: Column, row: usize): void {
  store<i32>(column.head, load<i32>(column.head) + 1);
  store<u8>(column.present + row, 1);
}

/** Bytes of text that are final. */
export function textBytes(column: Column): i32 {
  return load<i32>(column.head, 4);
}
