import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type ObjectTypeDefinitionNode,
  print,
  visit,
} from 'graphql';
import type { ContractIr } from '../ir.ts';
import { deprecateSunsets } from './deprecate-sunsets.ts';
import { genericDefinitions, rangeDefinitions } from './generic-field.ts';

export { filterColumns, genericNames, groupColumns, rangeColumns } from './generic-field.ts';

type Served = Pick<ContractIr, 'datasets' | 'events'>;

/** Directives that clients may see; all others are the contract's own. */
const SERVED_DIRECTIVES = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/**
 * What clients can ask: the SDL without sources, events and the contract's own directives, and with one generic
 * field for each dataset.
 */
export function servedDocument(document: DocumentNode, contract: Served): DocumentNode {
  const own = deprecateSunsets(document).definitions.filter((definition) => isServed(definition, contract));
  const generic = [
    ...contract.datasets.flatMap((dataset) => genericDefinitions(dataset, own)),
    ...rangeDefinitions(contract.datasets, own),
  ];
  const fields = generic.flatMap((definition) => (isQuery(definition) ? (definition.fields ?? []) : []));
  const definitions = [
    ...own.map((definition) =>
      isQuery(definition) ? { ...definition, fields: [...(definition.fields ?? []), ...fields] } : definition,
    ),
    ...generic.filter((definition) => !isQuery(definition)),
  ];
  return visit(
    { ...document, definitions },
    { Directive: (node) => (SERVED_DIRECTIVES.has(node.name.value) ? undefined : null) },
  );
}

/** The served schema as SDL. `printSchema` would drop applied directives, so the document itself is printed. */
export function printServedSchema(document: DocumentNode, contract: Served): string {
  return print(servedDocument(document, contract));
}

function isQuery(definition: DefinitionNode): definition is ObjectTypeDefinitionNode {
  return definition.kind === 'ObjectTypeDefinition' && definition.name.value === 'Query';
}

function isServed(definition: DefinitionNode, { datasets, events }: Served): boolean {
  if (definition.kind === 'DirectiveDefinition') return false;
  if (definition.loc?.source.name === 'directives.graphql') return false;
  if (definition.kind === 'ObjectTypeExtension') return false;
  if (definition.kind !== 'ObjectTypeDefinition') return true;
  const hasSource = definition.directives?.some((d: ConstDirectiveNode) => d.name.value === 'source');
  const isEvent = events.some((event) => event.typeName === definition.name.value);
  const isDataset = datasets.some((dataset) => dataset.typeName === definition.name.value);
  return isDataset || !(hasSource || isEvent);
}
