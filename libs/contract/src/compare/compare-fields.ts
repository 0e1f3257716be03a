import { print } from 'graphql';
import { sqlTypeName } from '../column-type.ts';
import type { ColumnType, DatasetColumn } from '../ir.ts';
import { type FoundChange, found } from './found-change.ts';
import { plainSql } from './plain-sql.ts';
import type { FieldElement } from './read-elements.ts';
import type { RuleName } from './rules.ts';
import { isRequired, type Relation, relateColumns, relateTypes, worseOf } from './type-relation.ts';

/** Names of the rules that speak of the fields of a type. */
export const FIELD_RULES = {
  served: 'field',
  dataset: 'column',
  event: 'event-field',
  source: 'source-field',
} as const satisfies Record<FieldElement['role'], string>;

/** Fields of types: what is answered, what is stored, what arrives. */
export function compareFields(before: FieldElement, after: FieldElement): FoundChange[] {
  if (before.column && after.column && before.column.role !== after.column.role) {
    return [
      found(
        after,
        'column-role-changed',
        `${after.coordinate} was a ${before.column.role}, and is a ${after.column.role}.`,
      ),
    ];
  }
  return [
    ...compareTypes(before, after),
    ...compareUnits(before, after),
    ...(before.column && after.column ? compareMeaning(before.column, after.column, after) : []),
  ];
}

function compareTypes(before: FieldElement, after: FieldElement): FoundChange[] {
  const changes: FoundChange[] = [];
  const stored = worseOf(relateStored(before, after), relateParts(before, after));
  const relation = worseOf(relateTypes(before.type, after.type), stored);
  if (relation !== 'same') {
    // A column that is stored as before, and answered in another type, is a matter of the answer alone.
    const group = after.role === 'dataset' && stored === 'same' ? 'field' : FIELD_RULES[after.role];
    const message = `${after.coordinate} changed its type from ${typeName(before)} to ${typeName(after)}.`;
    changes.push(found(after, `${group}-type-${relation}`, message));
  }
  if (isRequired(before.type) !== isRequired(after.type)) {
    const now = isRequired(after.type) ? 'required' : 'nullable';
    const message = `${after.coordinate} is ${now} now: ${print(before.type)} became ${print(after.type)}.`;
    changes.push(found(after, `${FIELD_RULES[after.role]}-made-${now}`, message));
  }
  return changes;
}

function relateStored(before: FieldElement, after: FieldElement): Relation {
  const [a, b] = [storedType(before), storedType(after)];
  return a && b ? relateColumns(a, b) : 'same';
}

/** What an AVG is stored with follows from the events, and not from its own type. */
function relateParts({ column: before }: FieldElement, { column: after }: FieldElement): Relation {
  const [a, b] = [before, after].map((column) => (column?.role === 'measure' ? column.parts : null));
  return a && b ? relateColumns(a.sum.type, b.sum.type) : 'same';
}

function storedType({ column, record }: FieldElement): ColumnType | null {
  return column?.type ?? record?.type ?? null;
}

function typeName(field: FieldElement): string {
  const stored = storedType(field);
  return stored ? `${print(field.type)} (${sqlTypeName(stored)})` : print(field.type);
}

const UNIT_RULES: Readonly<Record<FieldElement['role'], RuleName>> = {
  served: 'unit-changed',
  dataset: 'unit-changed',
  event: 'event-unit-changed',
  source: 'source-unit-changed',
};

function compareUnits(before: FieldElement, after: FieldElement): FoundChange[] {
  const [was, is] = [unitOf(before), unitOf(after)];
  if (was === is) return [];
  const rule = was === null ? 'unit-added' : UNIT_RULES[after.role];
  return [
    found(after, rule, `${after.coordinate} is in ${is ?? 'no unit'}, and was in ${was ?? 'no unit'}.`),
  ];
}

function unitOf({ column, record }: FieldElement): string | null {
  return column?.unit ?? record?.unit ?? null;
}

/** How a figure is made. The type alone does not tell: a sum and a maximum of one column have the same. */
export function compareMeaning(
  before: DatasetColumn,
  after: DatasetColumn,
  element: FieldElement,
): FoundChange[] {
  const changes: FoundChange[] = [];
  const compare = (rule: RuleName, what: string, was: string | null, is: string | null) => {
    if (plain(was) === plain(is)) return;
    changes.push(
      found(
        element,
        rule,
        `${element.coordinate}: ${what} was ${was ?? 'nothing'}, and is ${is ?? 'nothing'}.`,
      ),
    );
  };
  if (before.role === 'measure' && after.role === 'measure') {
    compare('aggregation-changed', 'the aggregation', before.agg, after.agg);
    compare('measured-column-changed', 'the measured column', before.of, after.of);
    compare('condition-changed', 'the condition', before.where, after.where);
  }
  if (before.role === 'dimension' && after.role === 'dimension') {
    compare('dimension-source-changed', 'the column of the event', before.of, after.of);
    compare('grain-changed', 'the grain', before.grain, after.grain);
  }
  if (before.role === 'derived' && after.role === 'derived') {
    compare('expression-changed', 'the expression', before.expr, after.expr);
  }
  return changes;
}

function plain(sql: string | null): string | null {
  return sql === null ? null : plainSql(sql);
}
