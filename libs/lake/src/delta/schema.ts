import { lakeError } from '../errors.ts';

/** A Spark StructType as JSON: columns of a table, partition columns among them. */
export interface TableSchema {
  readonly type: 'struct';
  readonly fields: readonly TableField[];
}

export interface TableField {
  readonly name: string;
  /** `"string"`, `"long"`, `"decimal(18,4)"`, or an object for what nests. */
  readonly type: unknown;
  readonly nullable: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * The columns of a table after a write: those it has, in their order, and new ones behind them. A column the write
 * has no more stays, and is null in the new files. Returns `current` itself where nothing is to be changed.
 * @throws LAKE_SCHEMA_CONFLICT where a type differs, or a column would have to be null and must not
 */
export function evolveSchema(table: string, current: TableSchema, written: TableSchema): TableSchema {
  const incoming = new Map(written.fields.map((field) => [field.name, field]));
  const problems: string[] = [];
  let changed = false;

  const kept = current.fields.map((field) => {
    const next = incoming.get(field.name);
    incoming.delete(field.name);
    if (next === undefined) {
      if (!field.nullable) problems.push(`${field.name} is required and is not written any more`);
      return field;
    }
    const [is, was] = [JSON.stringify(next.type), JSON.stringify(field.type)];
    if (is !== was) problems.push(`${field.name} is ${was} in the table and ${is} in the files`);
    if (!next.nullable || field.nullable) return field;
    changed = true;
    return { ...field, nullable: true };
  });

  for (const field of incoming.values()) {
    if (!field.nullable) problems.push(`${field.name} is new and required, but older rows have no value`);
  }
  if (problems.length > 0) throw lakeError('LAKE_SCHEMA_CONFLICT', { table, reason: problems.join('; ') });
  if (!changed && incoming.size === 0) return current;
  return { type: 'struct', fields: [...kept, ...incoming.values()] };
}
