import type { FieldDefinitionNode } from 'graphql';
import type { ColumnType, FieldIr } from '../ir.ts';
import { checkScalar } from './check-scalar.ts';
import { directiveArguments, type Problems } from './read-sdl.ts';
import { unwrapType } from './unwrap-type.ts';

const SCALARS: Readonly<Record<string, ColumnType>> = {
  ID: { kind: 'string' },
  String: { kind: 'string' },
  Boolean: { kind: 'boolean' },
  Int: { kind: 'int' },
  SafeInt: { kind: 'bigint' },
  Float: { kind: 'double' },
  Date: { kind: 'date' },
  DateTime: { kind: 'timestamp' },
};

const STORAGE: Readonly<Record<string, ColumnType>> = {
  STRING: { kind: 'string' },
  BOOLEAN: { kind: 'boolean' },
  INT: { kind: 'int' },
  BIGINT: { kind: 'bigint' },
  DOUBLE: { kind: 'double' },
  TIMESTAMP: { kind: 'timestamp' },
  DATE: { kind: 'date' },
};

/** The `@column` of a field, checked. Undefined where nothing but a unit (or nothing at all) is declared. */
function declaredType(field: FieldDefinitionNode, problems: Problems): ColumnType | undefined {
  const column = directiveArguments(field, 'column');
  if (!column) return undefined;
  const { type, precision, scale } = column;
  if (type === 'DECIMAL' || (type === undefined && precision !== undefined)) {
    if (
      typeof precision !== 'number' ||
      typeof scale !== 'number' ||
      precision < 1 ||
      precision > 38 ||
      scale < 0 ||
      scale > precision
    ) {
      problems.add(
        field,
        '@column(type: DECIMAL) needs precision 1 to 38 and a scale from 0 to the precision.',
      );
      return undefined;
    }
    return { kind: 'decimal', precision, scale };
  }
  if (precision !== undefined || scale !== undefined) {
    problems.add(field, 'Only DECIMAL takes a precision and a scale.');
  }
  return typeof type === 'string' ? STORAGE[type] : undefined;
}

/** Storage type of a field: what `@column` declares, else what its scalar means. */
export function columnTypeOf(field: FieldDefinitionNode, problems: Problems): ColumnType {
  const { name, list } = unwrapType(field.type);
  const type = declaredType(field, problems) ?? SCALARS[name];
  if (list || !type) {
    problems.add(
      field,
      name === 'Decimal'
        ? 'A Decimal needs @column(type: DECIMAL, precision, scale).'
        : `${list ? `[${name}]` : name} has no storage type; use one of ${Object.keys(SCALARS).join(', ')}, or say @column(type).`,
    );
    return { kind: 'string' };
  }
  return type;
}

export function hasDeclaredType(field: FieldDefinitionNode, problems: Problems): boolean {
  return declaredType(field, problems) !== undefined;
}

export function unitOf(field: FieldDefinitionNode): string | null {
  const unit = directiveArguments(field, 'column')?.unit;
  return typeof unit === 'string' ? unit : null;
}

/** A field without its checks. */
export function readField(field: FieldDefinitionNode, problems: Problems): FieldIr {
  const known = problems.list.length;
  const type = columnTypeOf(field, problems);
  // A type that could not be read is a stand-in.
  if (problems.list.length === known) checkScalar(field, type, problems);
  return {
    name: field.name.value,
    type,
    nullable: unwrapType(field.type).nullable,
    unit: unitOf(field),
    description: field.description?.value ?? null,
    checks: [],
  };
}
