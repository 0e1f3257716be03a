import { buildSchema, type GraphQLObjectType, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { filesWith, servedSdl, shippedFiles } from './schema-files.ts';

const schema = buildSchema(servedSdl(shippedFiles()));

describe('what is served', () => {
  // Promised to clients word for word; event_count is the one exception (it was Int!).
  it.each([
    ['Query', 'getAvailableDates', '[String!]', {}],
    ['Query', 'getMetrics', 'DailyMetrics', { date: 'String!' }],
    ['DailyMetrics', 'run_date', 'String!', {}],
    ['DailyMetrics', 'available_regions', '[String!]!', {}],
    ['DailyMetrics', 'metricsForRegion', '[Metric!]', { region: 'String!' }],
    ['Metric', 'event_type', 'String!', {}],
    ['Metric', 'event_count', 'SafeInt!', {}],
    ['Metric', 'avg_session_duration', 'Float', {}],
    ['Metric', 'total_revenue', 'Float', {}],
  ])('keeps the promise %s.%s: %s', (typeName, fieldName, type, args) => {
    const field = (schema.getType(typeName) as GraphQLObjectType).getFields()[fieldName];
    expect(String(field?.type)).toBe(type);
    expect(Object.fromEntries(field!.args.map((arg) => [arg.name, String(arg.type)]))).toEqual(args);
  });

  it.each(['Event', 'RetailLine', 'StorageType', 'Aggregation', 'SourceFormat'])(
    'does not serve %s',
    (name) => {
      expect(schema.getType(name)).toBeUndefined();
    },
  );

  it('carries none of the directives that the contract is written with', () => {
    expect(servedSdl(shippedFiles())).not.toContain('@');
  });

  it('answers the example clients', () => {
    const client = parse(`query ($date: String!, $region: String!) {
      getMetrics(date: $date) {
        run_date available_regions
        metricsForRegion(region: $region) { event_type event_count avg_session_duration total_revenue }
      }
    }`);
    expect(validate(schema, client)).toEqual([]);
  });

  it('gives a new dataset a field, rows, filters and groups of its own', () => {
    const added = buildSchema(
      servedSdl(
        filesWith({
          'datasets/hourly.graphql': `
            "Events an hour."
            type Hour @dataset(name: "by_hour", from: "Event", partitionBy: ["run_date"]) {
              hour: DateTime @dimension(of: "event_time", grain: HOUR)
              events: SafeInt! @measure(agg: COUNT)
            }`,
        }),
      ),
    );
    const field = added.getQueryType()?.getFields().byHour;
    expect(String(field?.type)).toBe('ByHourPage!');
    const row = added.getType('ByHourRow') as GraphQLObjectType;
    expect(Object.entries(row.getFields()).map(([name, { type }]) => `${name}: ${type}`)).toEqual([
      'run_date: Date',
      'hour: DateTime',
      'events: SafeInt!',
    ]);
  });

  it('shows deprecations to clients', () => {
    const file = shippedFiles().find(({ path }) => path === 'datasets/daily_metrics.graphql')!;
    const sdl = servedSdl(
      filesWith({
        [file.path]: file.text.replace(
          'total_revenue: Float',
          'total_revenue: Float @deprecated(reason: "Use revenue.")',
        ),
      }),
    );
    const row = buildSchema(sdl).getType('DailyMetricsRow') as GraphQLObjectType;
    expect(row.getFields().total_revenue?.deprecationReason).toBe('Use revenue.');
  });
});
