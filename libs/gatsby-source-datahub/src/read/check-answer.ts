import type { DatasetShape, WireColumn } from '@datahub/contract/gatsby';
import { pluginError } from '../errors.ts';

/** A row, as stored or rolled up. A column that it is not kept apart by is null. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Takes an answer for a row of the dataset, or says why it is none. The types promise it already; this holds what was
 * really sent to the contract, before a node is touched.
 *
 * @param by columns that rows are kept apart by
 * @throws DATAHUB_CONTRACT_MISMATCH
 */
export function checkRow(shape: DatasetShape, answer: unknown, by: readonly string[], url: string): Row {
  if (typeof answer !== 'object' || answer === null)
    throw mismatch(shape, url, `a row is ${describe(answer)}`);
  const given = answer as Record<string, unknown>;
  const row: Record<string, string | number | boolean | null> = {};
  for (const column of shape.keys) {
    const kept = by.includes(column.name);
    row[column.name] = kept ? checkValue(shape, column, given[column.name], url) : null;
  }
  for (const column of shape.figures) row[column.name] = checkValue(shape, column, given[column.name], url);
  return row;
}

function checkValue(
  shape: DatasetShape,
  column: WireColumn,
  value: unknown,
  url: string,
): string | number | boolean | null {
  if (value === null && column.nullable) return null;
  if (isOfType(column, value)) return value;
  throw mismatch(
    shape,
    url,
    `"${column.name}" is ${describe(value)}, not ${column.type.kind}${column.nullable ? ' or null' : ''}`,
  );
}

function isOfType({ type }: WireColumn, value: unknown): value is string | number | boolean {
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
    case 'bigint':
      return Number.isSafeInteger(value);
    case 'double':
    case 'decimal':
      return Number.isFinite(value);
    case 'string':
    case 'timestamp':
    case 'date':
      return typeof value === 'string';
  }
}

function describe(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function mismatch({ name }: DatasetShape, url: string, reason: string) {
  return pluginError('DATAHUB_CONTRACT_MISMATCH', { url, reason: `in ${name}, ${reason}` });
}
