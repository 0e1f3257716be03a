import type { TypeNode } from 'graphql';
import type { ColumnType } from '../ir.ts';

/** How a type stands to the one before it. */
export type Relation = 'same' | 'widened' | 'narrowed' | 'changed';

const ORDER: readonly Relation[] = ['same', 'widened', 'narrowed', 'changed'];

/** The worse of two relations. Widened in one respect and narrowed in the other is a change. */
export function worseOf(a: Relation, b: Relation): Relation {
  if ((a === 'widened' && b === 'narrowed') || (a === 'narrowed' && b === 'widened')) return 'changed';
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

/** Scalars whose every value is also one of the other, written in JSON the same way. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  Int: ['SafeInt', 'Float', 'Decimal'],
  SafeInt: ['Decimal'],
  ID: ['String'],
  String: ['ID'],
  Date: ['String'],
  DateTime: ['String'],
};

/** Compares named types and lists; whether null may come at the top is another question (`isRequired`). */
export function relateTypes(before: TypeNode, after: TypeNode): Relation {
  const a = withoutNonNull(before);
  const b = withoutNonNull(after);
  if (a.kind === 'ListType' && b.kind === 'ListType') {
    const inner = relateTypes(a.type, b.type);
    if (isRequired(a.type) === isRequired(b.type)) return inner;
    return worseOf(inner, isRequired(a.type) ? 'widened' : 'narrowed');
  }
  if (a.kind !== 'NamedType' || b.kind !== 'NamedType') return 'changed';
  const [from, to] = [a.name.value, b.name.value];
  if (from === to) return 'same';
  if (WIDER[from]?.includes(to)) return 'widened';
  return WIDER[to]?.includes(from) ? 'narrowed' : 'changed';
}

/** True where the type ends with `!`. */
export function isRequired(type: TypeNode): boolean {
  return type.kind === 'NonNullType';
}

function withoutNonNull(type: TypeNode) {
  return type.kind === 'NonNullType' ? type.type : type;
}

/** Compares storage types: a wider one reads every value of the narrower without loss. */
export function relateColumns(before: ColumnType, after: ColumnType): Relation {
  if (fits(before, after)) return fits(after, before) ? 'same' : 'widened';
  return fits(after, before) ? 'narrowed' : 'changed';
}

/** True where every value of `inner` is one of `outer`. */
function fits(inner: ColumnType, outer: ColumnType): boolean {
  if (outer.kind === 'decimal') {
    const [whole, scale] = digitsOf(inner);
    return whole <= outer.precision - outer.scale && scale <= outer.scale;
  }
  if (inner.kind === outer.kind) return true;
  return inner.kind === 'int' && (outer.kind === 'bigint' || outer.kind === 'double');
}

/** Digits before the point, and behind it; more than any decimal has where the type is no exact number. */
function digitsOf(type: ColumnType): readonly [number, number] {
  if (type.kind === 'decimal') return [type.precision - type.scale, type.scale];
  if (type.kind === 'int') return [10, 0];
  return type.kind === 'bigint' ? [19, 0] : [Number.POSITIVE_INFINITY, 0];
}
