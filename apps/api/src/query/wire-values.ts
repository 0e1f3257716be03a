import type { ColumnType } from '@datahub/contract';

/** A value as DuckDB hands it out, after `wireSql`. */
export type EngineValue = string | number | bigint | boolean | null;

/** A value as GraphQL takes it. */
export type WireValue = string | number | bigint | boolean | null;

/** SQL that turns a stored value into one of few kinds that lose nothing on the way to JavaScript. */
export function wireSql(type: ColumnType, value: string): string {
  switch (type.kind) {
    case 'decimal':
    case 'date':
      return `CAST(${value} AS VARCHAR)`;
    case 'timestamp':
      return `strftime(${value} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')`;
    default:
      return value;
  }
}

/**
 * A value as it is served. A decimal becomes the double that is nearest to its exact text. A wide integer becomes a
 * number where that is exact; else it stays a bigint, which the scalar refuses by name.
 */
export function toWire(type: ColumnType, value: EngineValue): WireValue {
  if (type.kind === 'decimal' && typeof value === 'string') return Number(value);
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  return value;
}

/** A served value as text that `CAST` reads back exactly: what a cursor carries. */
export function toCursorText(value: WireValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
