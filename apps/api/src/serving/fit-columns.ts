import { type ColumnType, type DatasetIr, duckdbType } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';

/** Columns of a data file: name to DuckDB's word for its type. */
export type FileColumns = ReadonlyMap<string, string>;

/** How a file is read: one expression for each stored column, or why it cannot be. */
export type ColumnFit = { readonly select: readonly string[] } | { readonly reason: string };

/**
 * Fits the columns of a file to those of the contract. A file may be older: a column that may be null and is not
 * there reads as null; a narrower type is widened. Nothing is ever cast so that a value could change.
 */
export function fitColumns(dataset: DatasetIr, columns: FileColumns): ColumnFit {
  const select: string[] = [];
  for (const { name, type, nullable } of dataset.stored) {
    const found = columns.get(name);
    if (found === undefined && !nullable) return { reason: `the column ${name} is missing` };
    if (found !== undefined && !widens(found, type)) {
      return { reason: `the column ${name} is ${found}, not ${duckdbType(type)}` };
    }
    select.push(`CAST(${found === undefined ? 'NULL' : quoteName(name)} AS ${duckdbType(type)})`);
  }
  return { select };
}

const SMALL_INTEGERS = ['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT'];

const READABLE: Record<Exclude<ColumnType['kind'], 'decimal'>, readonly string[]> = {
  string: ['VARCHAR'],
  boolean: ['BOOLEAN'],
  int: SMALL_INTEGERS,
  bigint: [...SMALL_INTEGERS, 'UINTEGER', 'BIGINT'],
  double: ['FLOAT', 'DOUBLE'],
  // Spark's INT96 and plain TIMESTAMP are instants in UTC.
  timestamp: ['TIMESTAMP WITH TIME ZONE', 'TIMESTAMP', 'TIMESTAMP_NS', 'TIMESTAMP_MS', 'TIMESTAMP_S'],
  date: ['DATE'],
};

/** True where every value of the file's type is one of the contract's type. */
function widens(found: string, type: ColumnType): boolean {
  if (type.kind !== 'decimal') return READABLE[type.kind].includes(found);
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(found)?.map(Number) ?? [];
  if (precision === undefined || scale === undefined) return false;
  return scale <= type.scale && precision - scale <= type.precision - type.scale;
}
