import type { SchemaFile } from '@datahub/contract/compile';
import { type DirectiveDefinitionNode, Kind, parse, Source } from 'graphql';
import { insertBefore, type Mutation, replace } from '../mutation.ts';

/** Defaults of the directives that the contract is written with: whatever leaves the argument out would mean something else. */
export function mutateLanguage(files: readonly SchemaFile[]): Mutation[] {
  const file = files.find(({ path }) => path === 'directives.graphql');
  if (!file) return [];
  const directives = parse(new Source(file.text, file.path)).definitions.filter(
    (node): node is DirectiveDefinitionNode => node.kind === Kind.DIRECTIVE_DEFINITION,
  );
  return directives.flatMap((directive) => [
    ...(directive.arguments ?? []).flatMap((argument) => {
      const value = argument.defaultValue;
      if (value?.kind !== Kind.STRING) return [];
      const coordinate = `@${directive.name.value}(${argument.name.value}:)`;
      return [mutation('change a default of a directive', coordinate, 'approval', replace(value, '"CET"'))];
    }),
    mutation(
      'describe a directive',
      `@${directive.name.value}`,
      'safe',
      directive.description
        ? replace(directive.description, '"In other words."')
        : insertBefore(directive, '"In other words." '),
    ),
  ]);
}

function mutation(
  operator: string,
  coordinate: string,
  expected: Mutation['expected'],
  edit: Mutation['edits'][number],
): Mutation {
  return { id: `${operator}: ${coordinate}`, operator, coordinate, expected, edits: [edit] };
}
