import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { canonicalJson } from '../compile/canonical.ts';
import type { ContractIr, DatasetColumn, DatasetIr, EventIr, FieldIr, SourceIr } from '../ir.ts';
import type { SchemaPlace } from './change.ts';

/** What a type is for. A record that is the event counts as an event. */
export type Role = 'served' | 'dataset' | 'event' | 'source';

/** Arguments of each directive that stands on an element: a list, because some may stand there more than once. */
export type Directives = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

interface ElementBase {
  readonly coordinate: string;
  readonly name: string;
  readonly description: string | null;
  readonly directives: Directives;
  readonly place: SchemaPlace | null;
}

export interface TypeElement extends ElementBase {
  readonly element: 'type';
  readonly kind: TypeDefinitionNode['kind'];
  readonly role: Role;
  readonly interfaces: readonly string[];
  /** Of a union. */
  readonly members: readonly string[];
  /** What lies in it, in the order of the SDL. */
  readonly inside: readonly string[];
  readonly dataset: DatasetIr | null;
  readonly event: EventIr | null;
}

export interface FieldElement extends ElementBase {
  readonly element: 'field';
  readonly role: Role;
  readonly parent: string;
  readonly type: TypeNode;
  readonly argumentNames: readonly string[];
  /** Where the type is a dataset. */
  readonly column: DatasetColumn | null;
  /** Where the type is an event or a source. */
  readonly record: FieldIr | null;
}

/** An argument, or a field of an input type. */
export interface InputElement extends ElementBase {
  readonly element: 'input';
  readonly parent: string;
  readonly type: TypeNode;
  /** As canonical JSON; null where there is none. */
  readonly defaultValue: string | null;
}

export interface ValueElement extends ElementBase {
  readonly element: 'value';
  readonly parent: string;
}

/** A `@source`: its coordinate is `source:<name>`. */
export interface SourceElement extends ElementBase {
  readonly element: 'source';
  readonly source: SourceIr;
}

export type ContractElement = TypeElement | FieldElement | InputElement | ValueElement | SourceElement;

/** Everything that a contract declares, by coordinate, in the order of the SDL. The language of the SDL itself is left out. */
export function readElements(
  document: DocumentNode,
  contract: ContractIr,
): ReadonlyMap<string, ContractElement> {
  const definitions = document.definitions.filter((node) => !isLanguage(node));
  const elements = definitions
    .filter(isTypeDefinition)
    .flatMap((node) => readType(node, definitions, contract));
  const sources = contract.sources.map((source): SourceElement => {
    const directive = sourceDirective(definitions, source.name);
    return {
      element: 'source',
      coordinate: `source:${source.name}`,
      name: source.name,
      description: null,
      directives: {},
      place: placeOf(directive),
      source,
    };
  });
  return new Map([...elements, ...sources].map((element) => [element.coordinate, element]));
}

/** The file that says what the SDL is written in. */
const LANGUAGE = 'directives.graphql';

/** `directives.graphql` says how contracts are written: what it means shows wherever it is used. */
export function isLanguage(node: DefinitionNode): boolean {
  return node.kind === 'DirectiveDefinition' || node.loc?.source.name === LANGUAGE;
}

function isTypeDefinition(node: DefinitionNode): node is TypeDefinitionNode {
  return node.kind.endsWith('TypeDefinition');
}

function sourceDirective(
  definitions: readonly DefinitionNode[],
  name: string,
): ConstDirectiveNode | undefined {
  return definitions
    .flatMap((node) => ('directives' in node ? [...(node.directives ?? [])] : []) as ConstDirectiveNode[])
    .find((directive) => directive.name.value === 'source' && argumentsOf(directive).name === name);
}

function readType(
  node: TypeDefinitionNode,
  definitions: readonly DefinitionNode[],
  contract: ContractIr,
): ContractElement[] {
  const name = node.name.value;
  const parts = [node, ...definitions.filter((part) => isExtensionOf(part, name))] as TypeDefinitionNode[];
  const dataset = contract.datasets.find(({ typeName }) => typeName === name) ?? null;
  const event = contract.events.find(({ typeName }) => typeName === name) ?? null;
  const source = contract.sources.find(({ typeName }) => typeName === name) ?? null;
  const role: Role = dataset ? 'dataset' : event ? 'event' : source ? 'source' : 'served';
  const records = event?.fields ?? source?.fields ?? [];
  const elements = parts.flatMap((part) => readInside(part, name, { role, dataset, records }));
  return [
    {
      element: 'type',
      coordinate: name,
      name,
      description: node.description?.value ?? null,
      // A source is an element of its own.
      directives: directivesOf(
        parts.flatMap((part) => part.directives ?? []),
        ['source'],
      ),
      place: placeOf(node),
      kind: node.kind,
      role,
      interfaces: parts
        .flatMap((part) => ('interfaces' in part ? (part.interfaces ?? []) : []))
        .map((type) => type.name.value),
      members: parts
        .flatMap((part) => ('types' in part ? (part.types ?? []) : []))
        .map((type) => type.name.value),
      inside: elements
        .filter((element) => 'parent' in element && element.parent === name)
        .map((element) => element.name),
      dataset,
      event,
    },
    ...elements,
  ];
}

function isExtensionOf(node: DefinitionNode, name: string): boolean {
  return node.kind.endsWith('TypeExtension') && 'name' in node && node.name?.value === name;
}

interface Around {
  readonly role: Role;
  readonly dataset: DatasetIr | null;
  readonly records: readonly FieldIr[];
}

function readInside(part: TypeDefinitionNode, parent: string, around: Around): ContractElement[] {
  if (part.kind.startsWith('Enum') && 'values' in part) {
    return (part.values ?? []).map((value) => readValue(value, parent));
  }
  if (!('fields' in part)) return [];
  return [...(part.fields ?? [])].flatMap((field) =>
    field.kind === 'InputValueDefinition'
      ? [readInput(field, parent, `${parent}.${field.name.value}`)]
      : readFieldElements(field, parent, around),
  );
}

function readFieldElements(field: FieldDefinitionNode, parent: string, around: Around): ContractElement[] {
  const name = field.name.value;
  const coordinate = `${parent}.${name}`;
  const args = field.arguments ?? [];
  return [
    {
      element: 'field',
      ...baseOf(field, coordinate),
      role: around.role,
      parent,
      type: field.type,
      argumentNames: args.map((argument) => argument.name.value),
      column: around.dataset?.columns.find((column) => column.name === name) ?? null,
      record: around.records.find((record) => record.name === name) ?? null,
    },
    ...args.map((argument) => readInput(argument, coordinate, `${coordinate}(${argument.name.value}:)`)),
  ];
}

function readInput(node: InputValueDefinitionNode, parent: string, coordinate: string): InputElement {
  return {
    element: 'input',
    ...baseOf(node, coordinate),
    parent,
    type: node.type,
    defaultValue: node.defaultValue ? canonicalJson(valueFromASTUntyped(node.defaultValue)) : null,
  };
}

function readValue(node: EnumValueDefinitionNode, parent: string): ValueElement {
  return { element: 'value', ...baseOf(node, `${parent}.${node.name.value}`), parent };
}

type Described = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

function baseOf(node: Described, coordinate: string): ElementBase {
  return {
    coordinate,
    name: node.name.value,
    description: node.description?.value ?? null,
    directives: directivesOf(node.directives ?? []),
    place: placeOf(node.name),
  };
}

function directivesOf(nodes: readonly ConstDirectiveNode[], without: readonly string[] = []): Directives {
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const node of nodes) {
    const name = node.name.value;
    if (!without.includes(name)) found[name] = [...(found[name] ?? []), argumentsOf(node)];
  }
  return found;
}

function argumentsOf(node: ConstDirectiveNode): Record<string, unknown> {
  const entries = (node.arguments ?? []).map(
    (argument) => [argument.name.value, valueFromASTUntyped(argument.value as ConstValueNode)] as const,
  );
  return Object.fromEntries(entries);
}

function placeOf(node: { readonly loc?: ConstDirectiveNode['loc'] } | undefined): SchemaPlace | null {
  const loc = node?.loc;
  return loc ? { file: loc.source.name, line: loc.startToken.line, column: loc.startToken.column } : null;
}
