import { contract } from '@datahub/contract';
import { buildSchema, type GraphQLObjectType, parse, validate, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../src/derive/dataset-shape.ts';
import { fragmentsSource } from '../src/derive/fragments.ts';
import { nodeTypeDefs } from '../src/derive/node-types.ts';
import { dailyTotals } from './fixture-dataset.ts';

const shapes = [...contract.datasets, dailyTotals].map(shapeOf);

/** What Gatsby adds around the types of a plugin. */
function schemaOf(typeDefs: string) {
  return buildSchema(`
    directive @dontInfer on OBJECT
    directive @link on FIELD_DEFINITION
    interface Node { id: ID! }
    type Query { node: DataHubMetric }
    ${typeDefs.replaceAll(/implements Node @dontInfer \{/g, 'implements Node @dontInfer {\n  id: ID!')}
  `);
}

function fieldsOf(typeName: string): Record<string, string> {
  const type = schemaOf(nodeTypeDefs(shapes)).getType(typeName) as GraphQLObjectType;
  return Object.fromEntries(
    Object.entries(type.getFields()).map(([name, field]) => [name, String(field.type)]),
  );
}

describe('nodeTypeDefs', () => {
  it('is a valid schema, and leaves nothing to be inferred', () => {
    const typeDefs = nodeTypeDefs(shapes);
    expect(validateSchema(schemaOf(typeDefs))).toEqual([]);
    expect(typeDefs.match(/^type /gm)?.length).toBe(typeDefs.match(/@dontInfer/g)?.length);
  });

  it('has every column of a row, counts as Float and the day as text', () => {
    expect(fieldsOf('DataHubMetric')).toEqual({
      id: 'ID!',
      run_date: 'String!',
      region: 'String!',
      event_type: 'String!',
      event_count: 'Float!',
      row_count: 'Float!',
      avg_session_duration: 'Float',
      total_revenue: 'Float',
      date: 'String!',
    });
  });

  it('keeps the description of a column', () => {
    const type = schemaOf(nodeTypeDefs(shapes)).getType('DataHubTotal') as GraphQLObjectType;
    expect(type.getFields().event_type?.description).toBe('Says "what".\nIn two lines.');
  });

  it('gives a dataset without further partition columns no nodes for them', () => {
    expect(fieldsOf('DataHubTotalDay')).toEqual({
      id: 'ID!',
      date: 'String!',
      digest: 'String!',
      rows: '[DataHubTotal!]!',
      total: 'DataHubTotalRollUp!',
      by_event_type: '[DataHubTotalRollUp!]!',
    });
    expect(schemaOf(nodeTypeDefs(shapes)).getType('DataHubTotalRegion')).toBeUndefined();
  });

  it('refuses two datasets that would have one type', () => {
    const day = shapeOf({ ...dailyTotals, typeName: 'MetricDay' });
    expect(() => nodeTypeDefs([...shapes, day])).toThrow(
      expect.objectContaining({ code: 'DATAHUB_NAMES_CLASH' }),
    );
  });

  it('refuses a column that every node of Gatsby has already', () => {
    const [column] = dailyTotals.columns;
    const taken = shapeOf({ ...dailyTotals, columns: [{ ...column!, name: 'parent' }] });
    expect(() => nodeTypeDefs([taken])).toThrow(/parent of daily_totals/);
  });

  it('does not hide a column that is called date behind the business day', () => {
    const [column] = dailyTotals.columns;
    const own = shapeOf({ ...dailyTotals, columns: [{ ...column!, name: 'date' }] });
    expect(nodeTypeDefs([own]).match(/^ {2}date: /gm)).toHaveLength(3); // row, roll-up, and the day's own
  });
});

describe('fragmentsSource', () => {
  it('has a fragment of every column, valid on its type', () => {
    const source = fragmentsSource(shapes);
    const fragments = [...source.matchAll(/graphql`(.*?)`/gs)].map(([, text]) => text as string);
    expect(fragments).toHaveLength(4);
    const schema = schemaOf(nodeTypeDefs(shapes));
    const document = parse(`${fragments.join('\n')} query Q { node { ...DataHubMetricColumns } }`);
    const problems = validate(schema, document).filter(
      (problem) => !problem.message.includes('is never used'),
    );
    expect(problems).toEqual([]);
  });
});
