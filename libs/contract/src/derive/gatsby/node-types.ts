import type { ColumnType } from '../../ir.ts';
import type { DatasetShape, WireColumn } from './dataset-shape.ts';
import { dayRollUps, groupRollUps, overviewRollUps, type RollUp } from './roll-ups.ts';

/** Fields that Gatsby gives to every node. */
const GATSBY_FIELDS = ['id', 'parent', 'children', 'internal'];

/** What page authors call the business day. */
export const DATE_ALIAS = 'date';

/** Types that do not depend on a dataset. */
export const SHARED_NODE_TYPES = `
"A dataset of the hub: which version of it this site was built from."
type DataHubDataset implements Node @dontInfer {
  name: String!
  description: String
  "READY; EMPTY where nothing was published yet; DEGRADED where the newest version cannot be served and the last good one is."
  state: String!
  "Why the state is not READY, and what to do."
  message: String
  "Version of the table. Null where nothing was published."
  version: Float
  "When that version was committed, RFC 3339, UTC."
  publishedAt: String
  "The run that committed it."
  runId: String
  "First business day that has data."
  firstDate: String
  "Last business day that has data."
  lastDate: String
  "Business days that have data."
  days: Float!
  rows: Float!
  "SHA-256 over the digests of all partitions: equal exactly where the data are."
  digest: String!
  "Hash of the stored columns and of how their figures are made."
  storageHash: String!
  "Hash of everything that the API answers."
  wireHash: String!
  columns: [DataHubColumn!]!
}

"A column as the contract declares it."
type DataHubColumn @dontInfer {
  name: String!
  "PARTITION, DIMENSION or MEASURE."
  role: String!
  type: String!
  nullable: Boolean!
  unit: String
  aggregation: String
  description: String
}
`;

/**
 * GraphQL types of all nodes, made from the contract and not from what happens to be there: an empty lake builds the
 * same site. Counts are Float, for Gatsby's Int has 32 bits; dates are String, for nothing may shift them by a zone.
 */
export function nodeTypeDefs(shapes: readonly DatasetShape[]): string {
  return [SHARED_NODE_TYPES, ...shapes.map(datasetNodeTypes)].join('\n');
}

/** The types of one dataset's nodes. */
export function datasetNodeTypes(shape: DatasetShape): string {
  const { types, name } = shape;
  const columns = [...shape.keys, ...shape.figures].map((column) => field(column, column.nullable));
  const date = dateField(shape, '!');
  return `
"A row of \`${name}\`, as it is stored."
type ${types.row} implements Node @dontInfer {
${[...columns, date].join('\n')}
}

"Figures of \`${name}\`, rolled up by the API. A column that they are not kept apart by is null."
type ${types.rollUp} @dontInfer {
${[...shape.keys.map((column) => field(column, true)), ...shape.figures.map((column) => field(column, column.nullable)), dateField(shape, '')].join('\n')}
}

"One business day of \`${name}\`."
type ${types.day} implements Node @dontInfer {
  date: String!
  "Changes exactly when the day's data do."
  digest: String!
  rows: [${types.row}!]! @link
${rollUpFields(shape, dayRollUps(shape), '!')}
}
${shape.groups
  .map(
    (group) => `
"One \`${group}\` of \`${name}\`, over all business days."
type ${types.group[group]} implements Node @dontInfer {
  name: String!
  "Changes exactly when the data do."
  digest: String!
  rows: [${types.row}!]! @link
${rollUpFields(shape, groupRollUps(shape, group), '!')}
}
`,
  )
  .join('\n')}
"All of \`${name}\`."
type ${types.overview} implements Node @dontInfer {
  dataset: DataHubDataset! @link
${rollUpFields(shape, overviewRollUps(shape), '')}
}
`;
}

function rollUpFields({ types }: DatasetShape, rollUps: readonly RollUp[], required: '!' | ''): string {
  return rollUps
    .map(
      ({ field, by }) =>
        `  ${field}: ${by.length === 0 ? `${types.rollUp}${required}` : `[${types.rollUp}!]!`}`,
    )
    .join('\n');
}

function dateField(shape: DatasetShape, required: '!' | ''): string {
  return hasDateAlias(shape)
    ? `  "The business day: \`${shape.dayColumn}\`."\n  ${DATE_ALIAS}: String${required}`
    : '';
}

/** False where the dataset has a column of that name itself. */
export function hasDateAlias({ keys, figures }: DatasetShape): boolean {
  return ![...keys, ...figures].some((column) => column.name === DATE_ALIAS);
}

function field({ name, type, description }: WireColumn, nullable: boolean): string {
  const comment = description ? `  ${JSON.stringify(description)}\n` : '';
  return `${comment}  ${name}: ${scalarOf(type)}${nullable ? '' : '!'}`;
}

function scalarOf(type: ColumnType): string {
  switch (type.kind) {
    case 'boolean':
      return 'Boolean';
    case 'int':
      return 'Int';
    case 'bigint':
    case 'double':
    case 'decimal':
      return 'Float';
    case 'string':
    case 'timestamp':
    case 'date':
      return 'String';
  }
}

/** What would have one name in Gatsby, in words; empty where all names differ. */
export function findNodeNameClashes(shapes: readonly DatasetShape[]): string[] {
  const seen = new Set(['DataHubDataset', 'DataHubColumn']);
  const clashes: string[] = [];
  for (const { name, types, keys, figures } of shapes) {
    for (const type of [types.row, types.rollUp, types.day, types.overview, ...Object.values(types.group)]) {
      if (seen.has(type)) clashes.push(`the type ${type} of ${name} in Gatsby is taken`);
      seen.add(type);
    }
    const taken = [...keys, ...figures].find((column) => GATSBY_FIELDS.includes(column.name));
    if (taken) clashes.push(`the column ${taken.name} of ${name} is a field that every node of Gatsby has`);
  }
  return clashes;
}
