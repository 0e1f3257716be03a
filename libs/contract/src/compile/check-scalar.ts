import type { FieldDefinitionNode } from 'graphql';
import { sqlTypeName } from '../column-type.ts';
import type { ColumnType } from '../ir.ts';
import type { Problems } from './read-sdl.ts';
import { unwrapType } from './unwrap-type.ts';

/** Scalars that can hold every value of a storage type, the usual one first. */
const SCALARS_OF: Readonly<Record<ColumnType['kind'], readonly string[]>> = {
  string: ['String', 'ID'],
  boolean: ['Boolean'],
  int: ['Int', 'SafeInt', 'Float'],
  bigint: ['SafeInt'],
  double: ['Float'],
  // On the wire a decimal is a number; what arrives is read digit by digit.
  decimal: ['Decimal', 'Float'],
  timestamp: ['DateTime'],
  date: ['Date'],
};

/** A column whose type in GraphQL is not that of its values would be answered wrong, or not at all. */
export function checkScalar(field: FieldDefinitionNode, type: ColumnType, problems: Problems): void {
  const { name, list } = unwrapType(field.type);
  const scalars = SCALARS_OF[type.kind];
  if (!list && scalars.includes(name)) return;
  problems.add(
    field,
    `${field.name.value} is ${sqlTypeName(type)}, and ${list ? `[${name}]` : name} cannot hold that: write ${scalars.join(' or ')}.`,
  );
}
