import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  GraphQLError,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  Source,
  valueFromASTUntyped,
} from 'graphql';
import type { ContractProblem } from './errors.ts';

/** A file below `schema/`: `{ path: 'datasets/event.graphql', text: '…' }`. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that is wrong is collected, so that one run tells all of it. */
export class Problems {
  readonly list: ContractProblem[] = [];

  add(node: { loc?: ConstDirectiveNode['loc'] } | undefined, problem: string): void {
    const loc = node?.loc;
    const at = loc ? `${loc.source.name}:${loc.startToken.line}:${loc.startToken.column}` : 'schema';
    // A type that is source and event is read twice.
    if (this.list.some((known) => known.at === at && known.problem === problem)) return;
    this.list.push({ at, problem });
  }
}

/** Parses every `.graphql` file into one document whose nodes know their file and line. */
export function parseSchemaFiles(files: readonly SchemaFile[], problems: Problems): DocumentNode {
  const definitions = files
    // GraphQL has no empty document; a folder may well have an empty file.
    .filter((file) => file.path.endsWith('.graphql') && !/^(\s|#.*)*$/.test(file.text))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => {
      try {
        return parse(new Source(file.text, file.path)).definitions;
      } catch (error) {
        const place = error instanceof GraphQLError ? error.locations?.[0] : undefined;
        problems.list.push({
          at: `${file.path}:${place?.line ?? 1}:${place?.column ?? 1}`,
          problem: error instanceof Error ? error.message : String(error),
        });
        return [];
      }
    });
  return { kind: 'Document' as DocumentNode['kind'], definitions };
}

type Directed = { readonly directives?: readonly ConstDirectiveNode[] };

/** Arguments of a directive as plain values; undefined where the node does not carry it. */
export function directiveArguments(node: Directed, name: string): Record<string, unknown> | undefined {
  const directive = node.directives?.find((candidate) => candidate.name.value === name);
  if (!directive) return undefined;
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [
      argument.name.value,
      valueFromASTUntyped(argument.value as ConstValueNode),
    ]),
  );
}

/** An object type with its extensions merged in. */
export interface ObjectType {
  readonly name: string;
  readonly description: string | null;
  readonly node: ObjectTypeDefinitionNode;
  readonly parts: readonly (ObjectTypeDefinitionNode | ObjectTypeExtensionNode)[];
}

export function collectObjectTypes(document: DocumentNode): ObjectType[] {
  return document.definitions
    .filter(
      (definition): definition is ObjectTypeDefinitionNode => definition.kind === 'ObjectTypeDefinition',
    )
    .map((node) => ({
      name: node.name.value,
      description: node.description?.value ?? null,
      node,
      parts: document.definitions.filter(
        (definition): definition is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
          (definition.kind === 'ObjectTypeDefinition' || definition.kind === 'ObjectTypeExtension') &&
          definition.name.value === node.name.value,
      ),
    }));
}

export function fieldsOf(type: ObjectType) {
  return type.parts.flatMap((part) => part.fields ?? []);
}
