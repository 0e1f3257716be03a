import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import type { ContractIr, DatasetColumn, DatasetIr } from '../ir.ts';

type Served = Pick<ContractIr, 'datasets' | 'events'>;

/** Directives that clients may see; all others are the contract's own. */
const SERVED_DIRECTIVES = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/** Type names that the generic field of a dataset brings with it. */
export function genericNames(dataset: DatasetIr) {
  const base = dataset.fieldName[0]?.toUpperCase() + dataset.fieldName.slice(1);
  return {
    row: `${base}Row`,
    page: `${base}Page`,
    filter: `${base}Filter`,
    dimension: `${base}Dimension`,
  } as const;
}

/** Columns that rows can be grouped by: partition columns, then dimensions. */
export function groupColumns(dataset: DatasetIr): string[] {
  return [...dataset.partitionBy, ...dataset.columns.filter(isDimension).map((column) => column.name)];
}

/** Columns that can be asked for by value: strings. `run_date` has its own range. */
export function filterColumns(dataset: DatasetIr): string[] {
  const text = dataset.columns.filter((column) => isDimension(column) && column.type.kind === 'string');
  return [...dataset.partitionBy.slice(1), ...text.map((column) => column.name)];
}

/**
 * What clients can ask: the SDL without sources, events and the contract's own directives, and with one generic
 * field for each dataset.
 */
export function servedDocument(document: DocumentNode, contract: Served): DocumentNode {
  const own = document.definitions.filter((definition) => isServed(definition, contract));
  const generic = contract.datasets.flatMap((dataset) => genericDefinitions(dataset, own));
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

function isDimension(column: DatasetColumn): boolean {
  return column.role === 'dimension';
}

function isQuery(definition: DefinitionNode): definition is ObjectTypeDefinitionNode {
  return definition.kind === 'ObjectTypeDefinition' && definition.name.value === 'Query';
}

function isServed(definition: DefinitionNode, { datasets, events }: Served): boolean {
  if (definition.kind === 'DirectiveDefinition') return false;
  if (definition.loc?.source.name.endsWith('directives.graphql')) return false;
  if (definition.kind === 'ObjectTypeExtension') return false;
  if (definition.kind !== 'ObjectTypeDefinition') return true;
  const hasSource = definition.directives?.some((d: ConstDirectiveNode) => d.name.value === 'source');
  const isEvent = events.some((event) => event.typeName === definition.name.value);
  const isDataset = datasets.some((dataset) => dataset.typeName === definition.name.value);
  return isDataset || !(hasSource || isEvent);
}

function genericDefinitions(dataset: DatasetIr, own: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const { name, fieldName } = dataset;
  const { row, page, filter, dimension } = genericNames(dataset);
  const groups = groupColumns(dataset);
  const filters = filterColumns(dataset);
  const type = own.find(
    (definition): definition is ObjectTypeDefinitionNode =>
      definition.kind === 'ObjectTypeDefinition' && definition.name.value === dataset.typeName,
  );
  const figures = (type?.fields ?? []).filter((field) => !groups.includes(field.name.value));
  const dimensions = (type?.fields ?? []).filter((field) => groups.includes(field.name.value));
  return parse(
    `
type Query {
  """
  Rows of \`${name}\`, rolled up to \`groupBy\` (without it: as stored). Sums add up, a mean is made of its sum and
  its count. Rows come in the order of the columns that they are grouped by.
  """
  ${fieldName}(
    "First business day, inclusive."
    from: Date
    "Last business day, inclusive."
    to: Date
    ${
      // An input type without fields would be invalid.
      filters.length > 0
        ? `"Rows that have one of the given values, in every column that is given."\n    filter: ${filter}`
        : ''
    }
    "Columns to keep apart. An empty list gives one row over everything."
    groupBy: [${dimension}!]
    "Rows a page: 1 to 10000."
    first: Int = 1000
    "The \`endCursor\` of the page before."
    after: String
  ): ${page}!
}

"Columns of \`${name}\` that rows can be grouped by."
enum ${dimension} {
  ${groups.join('\n  ')}
}

${
  filters.length > 0
    ? `"Values that rows of \`${name}\` may have; a column that is left out takes all."
input ${filter} {
  ${filters.map((column) => `${column}: [String!]`).join('\n  ')}
}`
    : ''
}

"One page of rows of \`${name}\`."
type ${page} {
  rows: [${row}!]!
  "Rows on all pages together."
  totalCount: SafeInt!
  "What \`after\` takes to ask for the next page. Null on the last."
  endCursor: String
  "Version of the table that the rows were read from. Null where nothing was published."
  version: SafeInt
}

"A row of \`${name}\`. A column that is not in \`groupBy\` is null."
type ${row} {
  ${dataset.partitionBy.map((column) => `${column}: ${column === 'run_date' ? 'Date' : 'String'}`).join('\n  ')}
  ${dimensions.map((field) => printField(field, true)).join('\n  ')}
  ${figures.map((field) => printField(field, false)).join('\n  ')}
}
`,
    { noLocation: true },
  ).definitions;
}

function printField(field: FieldDefinitionNode, nullable: boolean): string {
  const type = nullable && field.type.kind === 'NonNullType' ? field.type.type : field.type;
  return print({
    ...field,
    type,
    directives: field.directives?.filter((d) => d.name.value === 'deprecated'),
  });
}
