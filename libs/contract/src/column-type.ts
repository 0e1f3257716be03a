import type { ColumnType } from './ir.ts';

/** DuckDB's word for a type. Instants are TIMESTAMPTZ: plain TIMESTAMP would lift a Delta table to reader version 3. */
export function duckdbType(type: ColumnType): string {
  switch (type.kind) {
    case 'string':
      return 'VARCHAR';
    case 'boolean':
      return 'BOOLEAN';
    case 'int':
      return 'INTEGER';
    case 'bigint':
      return 'BIGINT';
    case 'double':
      return 'DOUBLE';
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'timestamp':
      return 'TIMESTAMPTZ';
    case 'date':
      return 'DATE';
  }
}

/** Spark's word for a type, as it stands in a StructField's JSON. */
export function sparkType(type: ColumnType): string {
  switch (type.kind) {
    case 'int':
      return 'integer';
    case 'bigint':
      return 'long';
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    default:
      return type.kind;
  }
}

/** A type in words of Spark SQL, for people. */
export function sqlTypeName(type: ColumnType): string {
  return type.kind === 'decimal' ? `decimal(${type.precision},${type.scale})` : type.kind;
}
