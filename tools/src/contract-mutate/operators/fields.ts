import type { DatasetColumn } from '@datahub/contract';
import { type FieldDefinitionNode, type NameNode, print, type TypeNode } from 'graphql';
import { insertAfter, remove, replace } from '../mutation.ts';
import type { TargetOf, Targets } from '../read-targets.ts';
import type { Draft } from './draft.ts';

type Field = TargetOf<'field'>;

/** Fields of types, whatever the types are for. */
export function mutateFields(field: Field, targets: Targets): Draft[] {
  return [
    { operator: 'remove a field', expected: removal(field, targets), edits: [remove(field.node)] },
    { operator: 'rename a field', expected: 'forbidden', edits: [rename(field)] },
    ...retypes(field, targets),
    ...nullability(field, targets),
    {
      operator: 'make a list of it',
      expected: 'forbidden',
      edits: [replace(field.node.type, `[${print(field.node.type)}]`)],
    },
  ];
}

/** What no client can see needs somebody to look at it, unless figures are made of it; all else stays until its sunset. */
function removal(field: Field, targets: Targets): Draft['expected'] {
  const { role } = field.element;
  return role === 'source' || (role === 'event' && !isRead(field, targets)) ? 'approval' : 'forbidden';
}

/** A dataset is made of it, or it tells which events count and on which day. */
function isRead({ element: { name, parent } }: Field, { contract: { ir } }: Targets): boolean {
  const event = ir.events.find(({ typeName }) => typeName === parent);
  const datasets = ir.datasets.filter((dataset) => dataset.event === parent);
  return (
    [event?.idField, event?.timeField].includes(name) ||
    datasets.some(
      (dataset) =>
        dataset.partitionBy.includes(name) || dataset.columns.some((column) => readsField(column, name)),
    )
  );
}

function readsField(column: DatasetColumn, name: string): boolean {
  if (column.role === 'derived') return false;
  return column.of === name || (column.role === 'measure' && (column.where ?? '').includes(name));
}

function rename({ node, element }: Field) {
  const dimension = node.directives?.find((directive) => directive.name.value === 'dimension');
  // A dimension goes by its own name where nothing else is said: only its name is to change.
  if (element.column?.role === 'dimension' && dimension && element.column.of === element.name) {
    const text = bodyOf(node)
      .replace(element.name, `${element.name}_renamed`)
      .replace(
        /@dimension(\(([^)]*)\))?/,
        (_, __, args?: string) => `@dimension(of: "${element.name}"${args ? `, ${args}` : ''})`,
      );
    return replace(node, text);
  }
  return replace(node.name, `${element.name}_renamed`);
}

function bodyOf(node: FieldDefinitionNode): string {
  const start = node.name.loc?.start ?? 0;
  return node.loc ? node.loc.source.body.slice(start, node.loc.end) : '';
}

/** To a type with other values, to one with more, to one with fewer. */
const RETYPES: Readonly<
  Record<string, { readonly other: string; readonly wider?: string; readonly narrower?: string }>
> = {
  String: { other: 'Boolean' },
  ID: { other: 'Boolean' },
  Boolean: { other: 'Int' },
  Int: { other: 'String', wider: 'SafeInt' },
  SafeInt: { other: 'String', narrower: 'Int' },
  Float: { other: 'String', narrower: 'Int' },
  Decimal: { other: 'String' },
  Date: { other: 'Int' },
  DateTime: { other: 'Int' },
};

function retypes(field: Field, targets: Targets): Draft[] {
  const name = namedType(field.node.type);
  const { other, wider, narrower } = RETYPES[name.value] ?? { other: 'Boolean' };
  const to = (type: string) => [replace(name, type)];
  return [
    { operator: 'change a type', expected: 'forbidden', edits: to(other) },
    ...(wider ? [{ operator: 'widen a type', expected: widening(field, targets), edits: to(wider) }] : []),
    ...(narrower ? [{ operator: 'narrow a type', expected: 'forbidden' as const, edits: to(narrower) }] : []),
  ];
}

/** A dataset that holds such values as they are must be widened with it: alone, it does not compile. */
function widening({ element: { name, parent } }: Field, { contract: { ir } }: Targets): Draft['expected'] {
  const columns = ir.datasets.filter(({ event }) => event === parent).flatMap((dataset) => dataset.columns);
  const holds = columns.some(
    (column) =>
      (column.role === 'dimension' && column.of === name) ||
      (column.role === 'measure' && column.of === name && ['MIN', 'MAX'].includes(column.agg)),
  );
  return holds ? 'forbidden' : 'approval';
}

function nullability(field: Field, { contract: { ir } }: Targets): Draft[] {
  const { type } = field.node;
  const { name, parent } = field.element;
  if (type.kind === 'NonNullType') {
    const datasets = ir.datasets.filter((dataset) => dataset.event === parent);
    // Rows are laid out or grouped by it, and those columns are never null.
    const isKey = datasets.some(
      ({ partitionBy, columns }) =>
        partitionBy.includes(name) ||
        columns.some((column) => column.role === 'dimension' && column.of === name && !column.nullable),
    );
    const expected = isKey ? 'forbidden' : 'approval';
    return [{ operator: 'let it be null', expected, edits: [replace(type, print(type.type))] }];
  }
  const edits = [replace(type, `${print(type)}!`)];
  return [
    { operator: 'never let it be null', expected: mayBeRequired(field) ? 'approval' : 'forbidden', edits },
  ];
}

/** A figure over no events is null, and so is a dimension of what events may lack: such a contract does not compile. */
function mayBeRequired({ element: { column } }: Field): boolean {
  return (
    column === null || column.role === 'derived' || (column.role === 'measure' && column.agg === 'COUNT')
  );
}

/** The name behind `!` and `[]`. */
export function namedType(type: TypeNode): NameNode {
  return type.kind === 'NamedType' ? type.name : namedType(type.type);
}

/** A new field behind the last one of a type. */
export function addFields({ node, element }: TargetOf<'type'>): Draft[] {
  if (node.kind !== 'ObjectTypeDefinition') return [];
  const last = node.fields?.at(-1);
  if (!last) return [];
  const isDataset = element.role === 'dataset';
  const add = (type: string) => [
    insertAfter(
      last,
      `\n  brand_new: ${isDataset ? `SafeInt${type} @measure(agg: COUNT)` : `String${type}`}`,
    ),
  ];
  const coordinate = `${element.name}.brand_new`;
  return [
    { operator: 'add a field', coordinate, expected: 'safe', edits: add('') },
    {
      operator: 'add a field that is never null',
      coordinate,
      // What was published or arrives has no value for it; an answer has.
      expected: element.role === 'served' ? 'safe' : 'forbidden',
      edits: add('!'),
    },
  ];
}
