import { buildSchema, type GraphQLEnumType, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileContract, Problems, parseSchemaFiles } from '../src/compile/index.ts';
import { deriveFiles } from '../src/derive/derive-files.ts';
import { filesEdited, filesWith, problemsOf, servedSdl, shippedFiles } from './schema-files.ts';

const METRICS = 'datasets/daily_metrics.graphql';
const before = compileContract(shippedFiles());
const metricsOf = (contract: typeof before) =>
  contract.datasets.find(({ name }) => name === 'daily_metrics')!;

/** The shipped contract with something put behind a field of `daily_metrics`, or another piece of it. */
const edited = (from: string, to: string) => filesEdited(METRICS, from, to);
const onRevenue = (directive: string) => edited('of: "revenue_usd")', `of: "revenue_usd") ${directive}`);
const onEventType = (directive: string) =>
  edited('event_type: String! @dimension', `event_type: String! @dimension ${directive}`);
const onType = (directive: string) =>
  edited('partitionBy: ["run_date", "region"])', `partitionBy: ["run_date", "region"]) ${directive}`);

describe('@check', () => {
  it('is read from fields and types, each rule with its severity', () => {
    const [field, again] = [
      onEventType('@check(pattern: "[a-z_]+") @check(values: ["page_view", "purchase"], severity: WARN)'),
      onType(
        '@check(unique: ["region", "event_type"]) @check(rowCount: { weeks: 4, min: 0.5 }, severity: WARN)',
      ),
    ];
    expect(metricsOf(compileContract(field)).columns[0]?.checks).toEqual([
      { kind: 'pattern', pattern: '[a-z_]+', severity: 'ERROR' },
      { kind: 'values', values: ['page_view', 'purchase'], severity: 'WARN' },
    ]);
    expect(metricsOf(compileContract(again)).checks).toEqual([
      { kind: 'unique', columns: ['region', 'event_type'], severity: 'ERROR' },
      { kind: 'rowCount', weeks: 4, min: 0.5, max: null, severity: 'WARN' },
    ]);
    expect(
      metricsOf(compileContract(onRevenue('@check(min: -1000, max: 1.5e6)'))).columns.at(-1)?.checks,
    ).toEqual([{ kind: 'range', min: -1000, max: 1_500_000, severity: 'ERROR' }]);
  });

  it('is read from the fields of an event, for every source of it', () => {
    const contract = compileContract(
      filesEdited(
        'datasets/event.graphql',
        'user_id: String',
        'user_id: String @check(notNull: true, severity: WARN)',
      ),
    );
    const checks = [{ kind: 'notNull', severity: 'WARN' }];
    expect(contract.events[0]?.fields.find(({ name }) => name === 'user_id')?.checks).toEqual(checks);
  });

  it('moves neither hash: what was published is as good as it was', () => {
    const after = compileContract(onEventType('@check(pattern: "[a-z_]+")'));
    expect(after.wireHash).toBe(before.wireHash);
    expect(metricsOf(after).storageHash).toBe(metricsOf(before).storageHash);
  });

  it.each([
    [onEventType('@check(min: 1)'), 'a string is not a number'],
    [onRevenue('@check(pattern: "a")'), 'a decimal is not a text'],
    [onRevenue('@check(values: ["a"])'), 'a decimal is not a text'],
    [onRevenue('@check(min: 2, max: 1)'), 'min 2 is above max 1'],
    [onRevenue('@check(unique: ["region"])'), 'it stands on the type of a dataset'],
    [onRevenue('@check(min: 2, notNull: true)'), 'holds one rule'],
    [onRevenue('@check(severity: WARN)'), 'holds one rule'],
    [onEventType('@check(pattern: "(?=a)b")'), 'groups that begin with'],
    [onEventType('@check(pattern: "a(")'), 'Invalid regular expression'],
    [onEventType('@check(values: [])'), 'allows no value'],
    [
      onType('@check(unique: ["country"])'),
      'there is no column country; there are run_date, region, event_type',
    ],
    [onType('@check(rowCount: { weeks: 0, min: 1 })'), 'weeks are 1 to 52'],
    [onType('@check(rowCount: { weeks: 4 })'), 'neither min nor max'],
    [onType('@check(notNull: true)'), 'it stands on a field'],
    [
      filesEdited('sources/online-retail.graphql', 'Quantity: Int!', 'Quantity: Int! @check(min: 1)'),
      'check the field of the event',
    ],
  ])('says what does not fit (%#)', (files, problem) => {
    expect(problemsOf(files)).toEqual([expect.stringMatching(/^\S+\.graphql:\d+:\d+ @check/)]);
    expect(problemsOf(files)[0]).toContain(problem);
  });
});

describe('@access', () => {
  it('is kept by coordinate, and clients do not see it', () => {
    const files = onRevenue('@access(roles: ["finance", "board"])');
    expect(compileContract(files).access).toEqual([
      { coordinate: 'Metric.total_revenue', roles: ['board', 'finance'] },
    ]);
    expect(compileContract(files).wireHash).toBe(before.wireHash);
  });

  it.each([
    ['@access(roles: [])', 'names nobody'],
    ['@access(roles: ["Finance"])', '"Finance" is not in lower-kebab-case'],
  ])('refuses %s', (directive, problem) => {
    expect(problemsOf(onRevenue(directive)).join()).toContain(problem);
  });
});

describe('@sunset', () => {
  const going = onRevenue('@sunset(after: "2027-06-30", replacement: "row_count")');

  it('is kept by coordinate, with the coordinate of what to use instead', () => {
    expect(compileContract(going).sunsets).toEqual([
      { coordinate: 'Metric.total_revenue', after: '2027-06-30', replacement: 'Metric.row_count' },
    ]);
    expect(metricsOf(compileContract(going)).storageHash).toBe(metricsOf(before).storageHash);
  });

  it('shows clients a deprecation, on every field of the column', () => {
    const schema = buildSchema(servedSdl(going));
    for (const type of ['Metric', 'DailyMetricsRow']) {
      const field = (schema.getType(type) as GraphQLObjectType).getFields().total_revenue;
      expect(field?.deprecationReason).toBe('May be gone after 2027-06-30. Use `row_count`.');
    }
  });

  it('takes a figure out of the questions that ask for whole rows, and out of nodes, and out of nothing else', () => {
    const files = filesEdited(
      METRICS,
      'event_type: String! @dimension',
      'event_type: String! @dimension @sunset(after: "2027-01-01")',
    ).map((file) =>
      file.path === METRICS
        ? {
            ...file,
            text: file.text.replace('of: "revenue_usd")', 'of: "revenue_usd") @sunset(after: "2027-01-01")'),
          }
        : file,
    );
    const derived = deriveFiles(compileContract(files), parseSchemaFiles(files, new Problems()));
    const rows = /page: dailyMetrics[^{]*\{\s*rows \{([^}]*)\}/.exec(
      derived['operations.graphql'] ?? '',
    )?.[1];
    expect(rows?.trim().split(/\s+/)).toEqual([
      'run_date',
      'region',
      'event_type', // rows are told apart by it
      'event_count',
      'row_count',
      'avg_session_duration',
    ]);
    expect(derived['gatsby/daily_metrics.graphql']).not.toContain('total_revenue');
    expect(derived['schema.graphql']).toMatch(/total_revenue: Float @deprecated/);
    expect(derived['spark/daily_metrics.schema.json']).toContain('total_revenue');
  });

  it('stands on the values of enums, on arguments, and on dimensions, too', () => {
    const value = filesEdited(
      'api.graphql',
      '  READY\n',
      '  READY @sunset(after: "2027-01-01", replacement: "EMPTY")\n',
    );
    const state = buildSchema(servedSdl(value)).getType('DatasetState') as GraphQLEnumType;
    expect(state.getValue('READY')?.deprecationReason).toBe('May be gone after 2027-01-01. Use `EMPTY`.');

    const argument = filesEdited(
      'api.graphql',
      'since: SafeInt)',
      'since: SafeInt @sunset(after: "2027-01-01"))',
    );
    expect(compileContract(argument).sunsets[0]?.coordinate).toBe('Query.changes(since:)');
    const changes = buildSchema(servedSdl(argument)).getQueryType()?.getFields().changes;
    expect(changes?.args.find(({ name }) => name === 'since')?.deprecationReason).toBe(
      'May be gone after 2027-01-01.',
    );

    const schema = buildSchema(servedSdl(onEventType('@sunset(after: "2027-01-01")')));
    const dimension = schema.getType('DailyMetricsDimension') as GraphQLEnumType;
    expect(dimension.getValue('event_type')?.deprecationReason).toBe('May be gone after 2027-01-01.');
  });

  it.each([
    [onRevenue('@sunset(after: "2027-02-30")'), 'not a day in the calendar'],
    [onRevenue('@sunset(after: "2027-01-01", replacement: "revenue")'), 'there is no Metric.revenue'],
    [
      onRevenue('@sunset(after: "2027-01-01", replacement: "Metric.total_revenue")'),
      'there is no Metric.total_revenue beside it',
    ],
    [onRevenue('@deprecated(reason: "x") @sunset(after: "2027-01-01")'), 'leave the other out'],
    [
      filesEdited('api.graphql', 'date: String!)', 'date: String! @sunset(after: "2027-01-01"))'),
      'make it optional first',
    ],
  ])('says what does not fit (%#)', (files, problem) => {
    expect(problemsOf(files).join()).toContain(problem);
  });
});

describe('a directive that is written wrong', () => {
  it.each([
    [onRevenue('@chek(min: 1)'), 'There is no directive @chek.'],
    [onRevenue('@sunset(replacement: "row_count")'), 'Argument "after" of required type "String!"'],
    [onRevenue('@column(unit: "USD")'), '@column stands here twice.'],
    [
      onRevenue('@source(name: "a", format: CSV, to: "Event")'),
      '@source cannot stand on FIELD_DEFINITION, only on OBJECT.',
    ],
    [edited('agg: SUM', 'agg: SUMM'), 'Argument "agg" has invalid value SUMM'],
    [edited('agg: SUM, of:', 'agg: SUM, off:'), '@measure has no argument off; it has agg, of, where.'],
    [onType('@check(rowCount: { min: 1 })'), 'rowCount'],
  ])('is named with its place (%#)', (files, problem) => {
    const [first] = problemsOf(files);
    expect(first).toMatch(/^datasets\/daily_metrics\.graphql:\d+:\d+ /);
    expect(first).toContain(problem);
  });

  it('does not mind a type that only sources have', () => {
    expect(problemsOf(filesWith({}))).toEqual([]);
  });
});
