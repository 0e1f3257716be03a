import { type ConstDirectiveNode, type DocumentNode, Kind, parseConstValue, visit } from 'graphql';
import { directiveArguments } from '../compile/read-sdl.ts';

/** Puts `@deprecated(reason:)` wherever `@sunset` stands: clients know the one, and not the other. */
export function deprecateSunsets(document: DocumentNode): DocumentNode {
  const deprecate = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: Node) => {
    const sunset = directiveArguments(node, 'sunset');
    if (!sunset) return undefined;
    const { after, replacement } = sunset;
    const instead = typeof replacement === 'string' ? ` Use \`${replacement}\`.` : '';
    return {
      ...node,
      directives: [...(node.directives ?? []), deprecated(`May be gone after ${after}.${instead}`)],
    };
  };
  return visit(document, {
    FieldDefinition: { leave: deprecate },
    EnumValueDefinition: { leave: deprecate },
    InputValueDefinition: { leave: deprecate },
  });
}

function deprecated(reason: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'deprecated' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'reason' },
        value: parseConstValue(JSON.stringify(reason)),
      },
    ],
  };
}
