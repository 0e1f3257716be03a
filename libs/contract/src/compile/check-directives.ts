import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type GraphQLDirective,
  getDirectiveValues,
  Kind,
  visit,
} from 'graphql';
import type { Problems } from './read-sdl.ts';

/** Places of a document that directives may stand at, as directive definitions name them. */
const LOCATIONS: Readonly<Partial<Record<Kind, string>>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'OBJECT',
  [Kind.OBJECT_TYPE_EXTENSION]: 'OBJECT',
  [Kind.FIELD_DEFINITION]: 'FIELD_DEFINITION',
  [Kind.ENUM_TYPE_DEFINITION]: 'ENUM',
  [Kind.ENUM_VALUE_DEFINITION]: 'ENUM_VALUE',
  [Kind.SCALAR_TYPE_DEFINITION]: 'SCALAR',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'INTERFACE',
  [Kind.UNION_TYPE_DEFINITION]: 'UNION',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'INPUT_OBJECT',
};

/**
 * Holds every directive of the contract's files against its definition: it is known, stands where it may, and has the
 * arguments that it takes. The rest of the compiler reads arguments without asking. (graphql-js checks directives only
 * together with all types of a document, and sources have types that are no GraphQL.)
 */
export function checkDirectives(document: DocumentNode, problems: Problems): void {
  const definitions = definedDirectives(document);
  if (definitions === null) return;
  const check = (directive: ConstDirectiveNode, location: string | undefined, isFirst: boolean) => {
    const name = directive.name.value;
    const definition = definitions.get(name);
    if (!definition) return problems.add(directive, `There is no directive @${name}.`);
    if (location !== undefined && !definition.locations.some((allowed) => allowed === location)) {
      problems.add(
        directive,
        `@${name} cannot stand on ${location}, only on ${definition.locations.join(', ')}.`,
      );
    }
    if (!isFirst && !definition.isRepeatable) problems.add(directive, `@${name} stands here twice.`);
    checkArguments(directive, definition, problems);
  };
  visit(document, {
    enter(node, _key, parent) {
      if (!('directives' in node)) return;
      const isArgument = node.kind === Kind.INPUT_VALUE_DEFINITION;
      const location = isArgument ? argumentLocation(document, parent) : LOCATIONS[node.kind];
      const seen = new Set<string>();
      for (const directive of node.directives ?? []) {
        check(directive as ConstDirectiveNode, location, !seen.has(directive.name.value));
        seen.add(directive.name.value);
      }
    },
  });
}

/** Built alone: the types that directives take are in one file with them. Null where no file defines any. */
function definedDirectives(document: DocumentNode): ReadonlyMap<string, GraphQLDirective> | null {
  const files = new Set(
    document.definitions
      .filter((node): node is DirectiveDefinitionNode => node.kind === Kind.DIRECTIVE_DEFINITION)
      .map((node) => node.loc?.source.name),
  );
  if (files.size === 0) return null;
  const own = document.definitions.filter((node) => files.has(node.loc?.source.name));
  const schema = buildASTSchema({ ...document, definitions: own });
  return new Map(schema.getDirectives().map((directive) => [directive.name, directive]));
}

function checkArguments(node: ConstDirectiveNode, definition: GraphQLDirective, problems: Problems): void {
  const known = definition.args.map((argument) => argument.name);
  for (const argument of node.arguments ?? []) {
    if (!known.includes(argument.name.value)) {
      problems.add(
        argument,
        `@${definition.name} has no argument ${argument.name.value}; it has ${known.join(', ')}.`,
      );
    }
  }
  try {
    getDirectiveValues(definition, { directives: [node] });
  } catch (error) {
    problems.add(node, `@${definition.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An input value is an argument, or a field of an input type: what lies around it tells. */
function argumentLocation(document: DocumentNode, siblings: unknown): string {
  const isInputField = document.definitions.some(
    (node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && node.fields === siblings,
  );
  return isInputField ? 'INPUT_FIELD_DEFINITION' : 'ARGUMENT_DEFINITION';
}
