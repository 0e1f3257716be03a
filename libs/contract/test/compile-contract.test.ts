import { describe, expect, it } from 'vitest';
import { compileContract } from '../src/compile/index.ts';
import { filesEdited, filesWith, problemsOf, shippedFiles } from './schema-files.ts';

const METRICS = 'datasets/daily_metrics.graphql';

describe('the compiled contract', () => {
  const contract = compileContract(shippedFiles());

  it('stores a mean with its sum and count behind it, and money as decimal', () => {
    const metrics = contract.datasets.find(({ name }) => name === 'daily_metrics');
    expect(metrics?.stored).toEqual([
      { name: 'event_type', type: { kind: 'string' }, nullable: false },
      { name: 'event_count', type: { kind: 'bigint' }, nullable: false },
      { name: 'row_count', type: { kind: 'bigint' }, nullable: false },
      { name: 'avg_session_duration', type: { kind: 'double' }, nullable: true },
      { name: 'avg_session_duration__sum', type: { kind: 'bigint' }, nullable: true },
      { name: 'avg_session_duration__count', type: { kind: 'bigint' }, nullable: false },
      { name: 'total_revenue', type: { kind: 'decimal', precision: 28, scale: 4 }, nullable: true },
    ]);
  });

  it('takes a file that says nothing', () => {
    const files = filesWith({ 'datasets/later.graphql': '# To come.\n', 'datasets/empty.graphql': '' });
    expect(compileContract(files)).toEqual(contract);
  });

  it('finds the id and the time of an event', () => {
    const event = contract.events.find(({ typeName }) => typeName === 'Event');
    expect(event).toMatchObject({ idField: 'event_id', timeField: 'event_time' });
  });

  it('reads sources with their SQL, and those that are the event without', () => {
    expect(contract.sources.map(({ name, format, sqlFile }) => ({ name, format, sqlFile }))).toEqual([
      { name: 'online-retail', format: 'CSV', sqlFile: 'sources/online-retail.sql' },
      { name: 'product-events', format: 'NDJSON', sqlFile: null },
    ]);
  });

  it('cuts time dimensions, filters measures and derives figures', () => {
    const { datasets } = compileContract(
      filesWith({
        'datasets/hourly.graphql': `
          type Hour @dataset(name: "by_hour", from: "Event", partitionBy: ["run_date"], zone: "Asia/Kathmandu") {
            hour: DateTime @dimension(of: "event_time", grain: HOUR)
            events: SafeInt! @measure(agg: COUNT)
            buys: SafeInt! @measure(agg: COUNT, where: "event_type = 'purchase'")
            longest: Int @measure(agg: MAX, of: "session_duration_sec")
            rate: Float @derived(expr: "CAST(buys AS DOUBLE) / NULLIF(events, 0)")
          }`,
      }),
    );
    const hour = datasets.find(({ name }) => name === 'by_hour');
    expect(hour).toMatchObject({ fieldName: 'byHour', zone: 'Asia/Kathmandu', partitionBy: ['run_date'] });
    expect(hour?.columns).toMatchObject([
      { role: 'dimension', of: 'event_time', grain: 'HOUR', type: { kind: 'timestamp' } },
      { role: 'measure', agg: 'COUNT', of: null, where: null },
      { role: 'measure', agg: 'COUNT', of: null, where: "event_type = 'purchase'" },
      { role: 'measure', agg: 'MAX', of: 'session_duration_sec', type: { kind: 'int' } },
      { role: 'derived', type: { kind: 'double' } },
    ]);
  });
});

describe('hashes', () => {
  const before = compileContract(shippedFiles());
  const storageHash = (contract: typeof before) => contract.datasets[0]?.storageHash;

  it('do not move for a description', () => {
    const after = compileContract(
      filesEdited(METRICS, 'Events that have a user.', 'Events of signed-in people.'),
    );
    expect(after.wireHash).toBe(before.wireHash);
    expect(storageHash(after)).toBe(storageHash(before));
  });

  it('do not move when files are read in another order', () => {
    const after = compileContract(shippedFiles().toReversed());
    expect(after).toEqual(before);
  });

  it('tell what clients see from what is stored', () => {
    const nullable = compileContract(filesEdited('api.graphql', 'run_date: String!', 'run_date: String'));
    expect(nullable.wireHash).not.toBe(before.wireHash);
    expect(storageHash(nullable)).toBe(storageHash(before));

    const otherSum = compileContract(
      filesEdited(METRICS, 'agg: SUM, of: "revenue_usd"', 'agg: MAX, of: "revenue_usd"'),
    );
    expect(otherSum.wireHash).toBe(before.wireHash);
    expect(storageHash(otherSum)).not.toBe(storageHash(before));
  });
});

describe('a contract that does not compile', () => {
  it.each([
    [
      'a field',
      'extend type DatasetStatus { rows: Int }',
      '1:29 Field "DatasetStatus.rows" can only be defined once.',
    ],
    ['a type', 'type DatasetStatus { a: Int }', '1:6 There can be only one type named "DatasetStatus".'],
    ['a value', 'enum Two { ONE ONE }', '1:16 Enum value "Two.ONE" can only be defined once.'],
    [
      'an argument',
      'type Two { a(b: Int, b: Int): Int }',
      '1:22 Argument "Two.a(b:)" can only be defined once.',
    ],
  ])('says where %s is defined a second time', (_, sdl, problem) => {
    expect(problemsOf(filesWith({ 'more.graphql': sdl }))).toEqual([`more.graphql:${problem}`]);
  });

  it('says where something is extended that is not there, or that is served', () => {
    expect(problemsOf(filesWith({ 'more.graphql': 'extend type Nothing { a: Int }' }))).toEqual([
      'more.graphql:1:13 Cannot extend type "Nothing" because it is not defined.',
    ]);
    expect(problemsOf(filesWith({ 'more.graphql': 'extend type DatasetStatus { more: Int }' }))).toEqual([
      'more.graphql:1:29 Move more into type DatasetStatus: what is served has no extensions.',
    ]);
    expect(problemsOf(filesWith({ 'more.graphql': 'extend type Event { more: Int }' }))).toEqual([]);
  });

  it.each([
    [
      '@measure(agg: AVG, of: "session_duration_sec")',
      '@measure(agg: AVG, of: "duration")',
      'has no field duration',
    ],
    [
      '@measure(agg: SUM, of: "revenue_usd")',
      '@measure(agg: SUM, of: "user_id")',
      'user_id is a string, not a number',
    ],
    ['@measure(agg: SUM, of: "revenue_usd")', '@measure(agg: SUM)', 'needs `of`'],
    ['event_type: String! @dimension', 'event_type: String!', 'needs one of @dimension, @measure, @derived'],
    ['total_revenue: Float @column', 'total_revenue: Float! @column', 'SUM of no events is null'],
    [
      'partitionBy: ["run_date", "region"]',
      'partitionBy: ["region"]',
      'the first partition column is "run_date"',
    ],
    [
      'partitionBy: ["run_date", "region"]',
      'partitionBy: ["run_date", "user_id"]',
      'user_id must be a String!',
    ],
    [
      'row_count: SafeInt!',
      'avg_session_duration__count: SafeInt!',
      'are stored as avg_session_duration__count',
    ],
    ['row_count: SafeInt!', 'region: SafeInt!', 'region is a partition column'],
    ['from: "Event"', 'from: "Evnt"', 'there is no such type'],
    ['name: "daily_metrics"', 'name: "Daily-Metrics"', 'use lower_snake_case'],
  ])('says where: %s → %s', (from, to, problem) => {
    const problems = problemsOf(filesEdited(METRICS, from, to));
    expect(problems.join('\n')).toContain(problem);
    expect(problems[0]).toMatch(/^\S+\.graphql:\d+:\d+ /);
  });

  it('names a SQL file that is not there', () => {
    expect(problemsOf(filesWith({ 'sources/online-retail.sql': null }))).toEqual([
      'sources/online-retail.graphql:2:17 @source(sql: "online-retail.sql"): there is no file schema/sources/online-retail.sql.',
    ]);
  });

  it('names the line of a syntax error', () => {
    const problems = problemsOf(filesWith({ 'datasets/broken.graphql': 'type A {\n  b: \n}' }));
    expect(problems[0]).toMatch(/^datasets\/broken\.graphql:3:1 Syntax Error/);
  });

  it('refuses an unknown type on the wire', () => {
    const problems = problemsOf(
      filesEdited(
        'api.graphql',
        'metricsForRegion(region: String!): [Metric!]',
        'metricsForRegion(region: String!): [Metrics!]',
      ),
    );
    expect(problems.join()).toContain('Metrics');
  });

  it('tells all problems at once', () => {
    const broken = filesEdited(METRICS, 'of: "revenue_usd"', 'of: "revenue"').map((file) =>
      file.path === METRICS ? { ...file, text: file.text.replace('of: "user_id"', 'of: "user"') } : file,
    );
    expect(problemsOf(broken)).toHaveLength(2);
  });
});
