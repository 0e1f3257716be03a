import { type ConstDirectiveNode, type DocumentNode, Kind, type NonNullTypeNode } from 'graphql';
import type { AccessIr, SunsetIr } from '../ir.ts';
import { directiveArguments, type Problems } from './read-sdl.ts';

/** Something of the SDL that has a schema coordinate. */
interface Element {
  readonly coordinate: string;
  readonly node: {
    readonly directives?: readonly ConstDirectiveNode[];
    readonly loc?: ConstDirectiveNode['loc'];
  };
  /** An argument that every question has to give. */
  readonly isRequired: boolean;
  /** Coordinate of a neighbour: another field of the type, value of the enum, argument of the field. */
  readonly neighbour: (name: string) => string;
}

/** Who may see what (`@access`), and what goes when (`@sunset`), sorted by coordinate. */
export function readLifecycle(
  document: DocumentNode,
  problems: Problems,
): { readonly access: readonly AccessIr[]; readonly sunsets: readonly SunsetIr[] } {
  const elements = elementsOf(document);
  const coordinates = new Set(elements.map(({ coordinate }) => coordinate));
  return {
    access: elements.flatMap((element) => readAccess(element, problems)).toSorted(byCoordinate),
    sunsets: elements.flatMap((element) => readSunset(element, coordinates, problems)).toSorted(byCoordinate),
  };
}

function readAccess({ coordinate, node }: Element, problems: Problems): AccessIr[] {
  const roles = directiveArguments(node, 'access')?.roles as string[] | undefined;
  if (roles === undefined) return [];
  const wrong = roles.find((role) => !/^[a-z][a-z0-9-]*$/.test(role));
  if (wrong !== undefined) problems.add(node, `@access(roles): "${wrong}" is not in lower-kebab-case.`);
  if (roles.length === 0) problems.add(node, '@access(roles) names nobody.');
  return [{ coordinate, roles: [...new Set(roles)].sort() }];
}

function readSunset(element: Element, coordinates: ReadonlySet<string>, problems: Problems): SunsetIr[] {
  const { coordinate, node, isRequired, neighbour } = element;
  const args = directiveArguments(node, 'sunset');
  if (!args) return [];
  const after = String(args.after);
  if (!isDay(after))
    problems.add(node, `@sunset(after: "${after}") is not a day in the calendar, YYYY-MM-DD.`);
  if (isRequired) {
    problems.add(node, `@sunset: ${coordinate} has to be given by everybody; make it optional first.`);
  }
  if (directiveArguments(node, 'deprecated')) {
    problems.add(node, '@sunset makes a @deprecated of its own; leave the other out.');
  }
  const given = typeof args.replacement === 'string' ? args.replacement : null;
  const replacement = given === null ? null : /[.(]/.test(given) ? given : neighbour(given);
  if (replacement !== null && (!coordinates.has(replacement) || replacement === coordinate)) {
    problems.add(node, `@sunset(replacement: "${given}"): there is no ${replacement} beside it.`);
  }
  return [{ coordinate, after, replacement }];
}

function elementsOf(document: DocumentNode): Element[] {
  return document.definitions.flatMap((type): Element[] => {
    if (type.kind === Kind.ENUM_TYPE_DEFINITION) {
      return (type.values ?? []).map((value) => member(type.name.value, value.name.value, value));
    }
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const name = type.name.value;
    const self = { coordinate: name, node: type, isRequired: false, neighbour: (other: string) => other };
    return [
      self,
      ...(type.fields ?? []).flatMap((field) => [
        member(name, field.name.value, field),
        ...(field.arguments ?? []).map((argument) => {
          const coordinateOf = (other: string) => `${name}.${field.name.value}(${other}:)`;
          return {
            coordinate: coordinateOf(argument.name.value),
            node: argument,
            isRequired: isNonNull(argument.type.kind) && argument.defaultValue === undefined,
            neighbour: coordinateOf,
          };
        }),
      ]),
    ];
  });
}

function member(type: string, name: string, node: Element['node']): Element {
  return { coordinate: `${type}.${name}`, node, isRequired: false, neighbour: (other) => `${type}.${other}` };
}

function isNonNull(kind: Kind | string): kind is NonNullTypeNode['kind'] {
  return kind === Kind.NON_NULL_TYPE;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function byCoordinate(a: { coordinate: string }, b: { coordinate: string }): number {
  return a.coordinate < b.coordinate ? -1 : 1;
}
