import { buildSchema, type GraphQLObjectType, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileContract } from '../src/compile/index.ts';
import { shapeOf } from '../src/derive/gatsby/dataset-shape.ts';
import { nodeTypeDefs } from '../src/derive/gatsby/node-types.ts';
import { overviewRollUps } from '../src/derive/gatsby/roll-ups.ts';
import { filesWith, problemsOf } from './schema-files.ts';

/** A dataset that is partitioned by the business day alone. */
const TOTALS = `"What happened on one day, everywhere."
type Total @dataset(name: "daily_totals", from: "Event", partitionBy: ["run_date"]) {
  """
  Says "what".
  In two lines.
  """
  event_type: String! @dimension
  row_count: SafeInt! @measure(agg: COUNT)
}`;

const withTotals = (sdl = TOTALS) => filesWith({ 'datasets/daily_totals.graphql': sdl });
const shapesOf = (sdl = TOTALS) => compileContract(withTotals(sdl)).datasets.map(shapeOf);
const shapes = shapesOf();

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

  it('is refused by the compiler where two datasets would have one type', () => {
    expect(problemsOf(withTotals(TOTALS.replace('type Total', 'type MetricDay')))).toEqual([
      'schema the type DataHubMetricDay of daily_totals in Gatsby is taken.',
    ]);
  });

  it('is refused by the compiler where a column is one that every node of Gatsby has', () => {
    expect(problemsOf(withTotals(TOTALS.replace('row_count', 'parent')))).toEqual([
      'schema the column parent of daily_totals is a field that every node of Gatsby has.',
    ]);
  });

  it('does not hide a column that is called date behind the business day', () => {
    const own = shapesOf(TOTALS.replace('row_count', 'date')).filter(({ name }) => name === 'daily_totals');
    expect(nodeTypeDefs(own).match(/^ {2}date: /gm)).toHaveLength(3); // row, roll-up, and the day's own
  });

  it('keeps hours apart within a day, and not over all days', () => {
    const hours = TOTALS.replace(
      'event_type: String! @dimension',
      'hour: DateTime @dimension(of: "event_time", grain: HOUR)',
    );
    const months = hours.replace('HOUR', 'MONTH');
    const fieldsOfOverview = (sdl: string) =>
      overviewRollUps(shapesOf(sdl).find(({ name }) => name === 'daily_totals')!).map(({ field }) => field);
    expect(nodeTypeDefs(shapesOf(hours))).toContain('by_hour: [DataHubTotalRollUp!]!');
    expect(fieldsOfOverview(hours)).toEqual(['total', 'by_run_date']);
    expect(fieldsOfOverview(months)).toEqual(['total', 'by_run_date', 'by_hour', 'by_run_date_and_hour']);
  });
});
