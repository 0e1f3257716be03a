import { type ContractElement, type ReadContract, readContract } from '@datahub/contract/compare';
import { Problems, parseSchemaFiles, type SchemaFile } from '@datahub/contract/compile';
import type {
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  ObjectTypeDefinitionNode,
  TypeDefinitionNode,
} from 'graphql';

/** A declaration of the SDL, with the node that can be edited. */
export type Target = { readonly coordinate: string } & (
  | { readonly kind: 'type'; readonly node: TypeDefinitionNode; readonly element: Element<'type'> }
  | {
      readonly kind: 'field';
      readonly node: FieldDefinitionNode;
      readonly element: Element<'field'>;
      /** The one behind it; null for the last. */
      readonly next: FieldDefinitionNode | null;
    }
  | {
      readonly kind: 'input';
      readonly node: InputValueDefinitionNode;
      readonly element: Element<'input'>;
      readonly isArgument: boolean;
    }
  | {
      readonly kind: 'value';
      readonly node: EnumValueDefinitionNode;
      readonly element: Element<'value'>;
      readonly next: EnumValueDefinitionNode | null;
    }
);

type Element<Kind extends ContractElement['element']> = Extract<ContractElement, { element: Kind }>;

/** Target of one kind. */
export type TargetOf<Kind extends Target['kind']> = Extract<Target, { kind: Kind }>;

export interface Targets {
  readonly contract: ReadContract;
  readonly list: readonly Target[];
  readonly files: readonly SchemaFile[];
}

/** Everything that the SDL declares. The language that it is written in (`directives.graphql`) is not part of the contract. */
export function readTargets(files: readonly SchemaFile[]): Targets {
  const contract = readContract(files);
  const document = parseSchemaFiles(files, new Problems());
  const list = document.definitions.flatMap((node) =>
    node.kind.endsWith('TypeDefinition') ? typeTargets(node as TypeDefinitionNode, contract) : [],
  );
  return { contract, list, files };
}

function typeTargets(node: TypeDefinitionNode, { elements }: ReadContract): Target[] {
  const name = node.name.value;
  const element = elements.get(name);
  if (element?.element !== 'type') return [];
  return [{ kind: 'type', coordinate: name, node, element }, ...insideTargets(node, elements)];
}

function insideTargets(node: TypeDefinitionNode, elements: ReadContract['elements']): Target[] {
  const name = node.name.value;
  if (node.kind === 'EnumTypeDefinition') {
    const values = node.values ?? [];
    return values.flatMap((value, index) => {
      const coordinate = `${name}.${value.name.value}`;
      const element = elements.get(coordinate);
      return element?.element === 'value'
        ? [{ kind: 'value' as const, coordinate, node: value, element, next: values[index + 1] ?? null }]
        : [];
    });
  }
  if (node.kind === 'InputObjectTypeDefinition') {
    return (node.fields ?? []).flatMap((field) =>
      inputTarget(field, `${name}.${field.name.value}`, elements, false),
    );
  }
  return node.kind === 'ObjectTypeDefinition' ? fieldTargets(node, elements) : [];
}

function fieldTargets(type: ObjectTypeDefinitionNode, elements: ReadContract['elements']): Target[] {
  const fields = type.fields ?? [];
  return fields.flatMap((node, index): Target[] => {
    const coordinate = `${type.name.value}.${node.name.value}`;
    const element = elements.get(coordinate);
    if (element?.element !== 'field') return [];
    return [
      { kind: 'field', coordinate, node, element, next: fields[index + 1] ?? null },
      ...(node.arguments ?? []).flatMap((argument) =>
        inputTarget(argument, `${coordinate}(${argument.name.value}:)`, elements, true),
      ),
    ];
  });
}

function inputTarget(
  node: InputValueDefinitionNode,
  coordinate: string,
  elements: ReadContract['elements'],
  isArgument: boolean,
): Target[] {
  const element = elements.get(coordinate);
  return element?.element === 'input' ? [{ kind: 'input', coordinate, node, element, isArgument }] : [];
}
