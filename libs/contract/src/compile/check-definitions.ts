import {
  type DocumentNode,
  Kind,
  LoneSchemaDefinitionRule,
  type ObjectTypeExtensionNode,
  PossibleTypeExtensionsRule,
  UniqueArgumentDefinitionNamesRule,
  UniqueDirectiveNamesRule,
  UniqueEnumValueNamesRule,
  UniqueFieldDefinitionNamesRule,
  UniqueOperationTypesRule,
  UniqueTypeNamesRule,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import type { Problems } from './read-sdl.ts';

/** Those of GraphQL's rules that need no type to be known: sources have types that are no GraphQL. */
const RULES = [
  LoneSchemaDefinitionRule,
  PossibleTypeExtensionsRule,
  UniqueArgumentDefinitionNamesRule,
  UniqueDirectiveNamesRule,
  UniqueEnumValueNamesRule,
  UniqueFieldDefinitionNamesRule,
  UniqueOperationTypesRule,
  UniqueTypeNamesRule,
];

/** Holds definitions and extensions of all files together: nothing is defined twice, and what is extended is there. */
export function checkDefinitions(document: DocumentNode, problems: Problems): void {
  for (const { message, nodes } of validateSDL(document, null, RULES)) problems.add(nodes?.at(-1), message);
}

/**
 * Sources and events may get fields from an extension; what is served may not, for it is served as its definition has it.
 *
 * @param extensible names of types that are no served ones
 */
export function checkExtensions(
  document: DocumentNode,
  extensible: ReadonlySet<string>,
  problems: Problems,
): void {
  const extensions = document.definitions.filter(
    (node): node is ObjectTypeExtensionNode => node.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  for (const { name, fields = [] } of extensions) {
    if (extensible.has(name.value)) continue;
    for (const field of fields) {
      problems.add(
        field,
        `Move ${field.name.value} into type ${name.value}: what is served has no extensions.`,
      );
    }
  }
}
