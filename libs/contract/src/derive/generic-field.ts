import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';
import type { DatasetIr, DimensionIr } from '../ir.ts';

/** Type names that the generic field of a dataset brings with it. */
export function genericNames(dataset: DatasetIr) {
  const base = dataset.fieldName[0]?.toUpperCase() + dataset.fieldName.slice(1);
  return {
    row: `${base}Row`,
    page: `${base}Page`,
    filter: `${base}Filter`,
    range: `${base}Range`,
    dimension: `${base}Dimension`,
  } as const;
}

/** Columns that rows can be grouped by: partition columns, then dimensions. */
export function groupColumns(dataset: DatasetIr): string[] {
  return [...dataset.partitionBy, ...dimensionsOf(dataset).map((column) => column.name)];
}

/** Columns that can be asked for by value: all but `run_date`, which has a range of its own. */
export function filterColumns(dataset: DatasetIr): string[] {
  return groupColumns(dataset).slice(1);
}

/** Columns that can be asked for from one value to another: numbers and times. `run_date` has `from` and `to`. */
export function rangeColumns(dataset: DatasetIr): string[] {
  return dimensionsOf(dataset).flatMap(({ name, type }) =>
    type.kind === 'string' || type.kind === 'boolean' ? [] : [name],
  );
}

function dimensionsOf(dataset: DatasetIr): DimensionIr[] {
  return dataset.columns.filter((column) => column.role === 'dimension');
}

/** The field of a dataset that answers its rows, as part of a `Query`, and the types that it needs. */
export function genericDefinitions(
  dataset: DatasetIr,
  own: readonly DefinitionNode[],
): readonly DefinitionNode[] {
  const { name, fieldName, partitionBy } = dataset;
  const { row, page, filter, range, dimension } = genericNames(dataset);
  const groups = groupColumns(dataset);
  const filters = filterColumns(dataset);
  const ranges = rangeColumns(dataset);
  const fields = fieldsOf(dataset, own);
  const figures = fields.filter((field) => !groups.includes(field.name.value));
  const dimensions = fields.filter((field) => groups.includes(field.name.value));
  const deprecation = (column: string) =>
    printDeprecation(fields.find((field) => field.name.value === column));
  // An input type without fields would be invalid.
  const filterArgument = `"Rows that have one of the given values, in every column that is given."\n    filter: ${filter}`;
  const rangeArgument = `"Rows whose values lie in the given ranges, in every column that is given."\n    range: ${range}`;
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
    ${filters.length > 0 ? filterArgument : ''}
    ${ranges.length > 0 ? rangeArgument : ''}
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
  ${groups.map((column) => `${column}${deprecation(column)}`).join('\n  ')}
}

${
  filters.length > 0
    ? `"Values that rows of \`${name}\` may have; a column that is left out takes all."
input ${filter} {
  ${filters.map((column) => `${column}: [${scalarOf(fields, column)}!]${deprecation(column)}`).join('\n  ')}
}`
    : ''
}

${
  ranges.length > 0
    ? `"Ranges that values of \`${name}\` may lie in; a column that is left out takes all."
input ${range} {
  ${ranges.map((column) => `${column}: ${scalarOf(fields, column)}Range${deprecation(column)}`).join('\n  ')}
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
  ${partitionBy.map((column) => `${column}: ${column === partitionBy[0] ? 'Date' : 'String'}`).join('\n  ')}
  ${dimensions.map((field) => printField(field, true)).join('\n  ')}
  ${figures.map((field) => printField(field, false)).join('\n  ')}
}
`,
    { noLocation: true },
  ).definitions;
}

/** The types of ranges that datasets ask for, each once. */
export function rangeDefinitions(
  datasets: readonly DatasetIr[],
  own: readonly DefinitionNode[],
): readonly DefinitionNode[] {
  const scalars = new Set(
    datasets.flatMap((dataset) =>
      rangeColumns(dataset).map((column) => scalarOf(fieldsOf(dataset, own), column)),
    ),
  );
  if (scalars.size === 0) return [];
  const inputs = [...scalars].sort().map(
    (scalar) => `"Values between two, which are both inclusive; one that is left out leaves that end open."
input ${scalar}Range {
  from: ${scalar}
  to: ${scalar}
}`,
  );
  return parse(inputs.join('\n'), { noLocation: true }).definitions;
}

function fieldsOf(dataset: DatasetIr, own: readonly DefinitionNode[]): readonly FieldDefinitionNode[] {
  const type = own.find(
    (definition): definition is ObjectTypeDefinitionNode =>
      definition.kind === 'ObjectTypeDefinition' && definition.name.value === dataset.typeName,
  );
  return type?.fields ?? [];
}

/** The scalar of a column; partition columns are no fields, and are text. */
function scalarOf(fields: readonly FieldDefinitionNode[], column: string): string {
  const field = fields.find((candidate) => candidate.name.value === column);
  return field ? print(field.type).replaceAll('!', '') : 'String';
}

function deprecationsOf(field: FieldDefinitionNode | undefined) {
  return field?.directives?.filter((directive) => directive.name.value === 'deprecated') ?? [];
}

function printDeprecation(field: FieldDefinitionNode | undefined): string {
  return deprecationsOf(field)
    .map((directive) => ` ${print(directive)}`)
    .join('');
}

function printField(field: FieldDefinitionNode, nullable: boolean): string {
  const type = nullable && field.type.kind === 'NonNullType' ? field.type.type : field.type;
  return print({ ...field, type, directives: deprecationsOf(field) });
}
