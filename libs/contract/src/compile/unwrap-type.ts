import type { TypeNode } from 'graphql';

/** Name of the scalar or type behind `!` and `[]`, and whether null may come. */
export function unwrapType(type: TypeNode): { name: string; nullable: boolean; list: boolean } {
  if (type.kind === 'NonNullType') return { ...unwrapType(type.type), nullable: false };
  if (type.kind === 'ListType') return { ...unwrapType(type.type), nullable: true, list: true };
  return { name: type.name.value, nullable: true, list: false };
}
