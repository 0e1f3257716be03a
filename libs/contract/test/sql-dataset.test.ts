import { describe, expect, it } from 'vitest';
import { compileContract } from '../src/compile/index.ts';
import { aggregateSql, rollUpSql } from '../src/derive/duckdb-aggregate.ts';
import { filesWith, problemsOf, shippedFiles } from './schema-files.ts';

const SQL =
  'SELECT run_date, region, COUNT(DISTINCT user_id) AS users, COUNT(*) AS events FROM events GROUP BY 1, 2';
const SDL = `type Reach @dataset(name: "reach", from: "Event", partitionBy: ["run_date"], sql: "reach.sql") {
  region: String! @dimension
  users: SafeInt @measure(agg: NONE)
  events: SafeInt! @measure(agg: COUNT)
  share: Float @derived(expr: "CAST(users AS DOUBLE) / NULLIF(events, 0)")
}`;
const files = (sdl = SDL, sql: string | null = SQL) =>
  filesWith({ 'datasets/reach.graphql': sdl, 'datasets/reach.sql': sql });
const reach = compileContract(files()).datasets.find(({ name }) => name === 'reach')!;

describe('a dataset that is made by SQL', () => {
  it('takes its columns from the SELECT, in the types of the SDL', () => {
    expect(reach).toMatchObject({ sql: SQL, sqlFile: 'datasets/reach.sql' });
    expect(reach.stored).toEqual([
      { name: 'region', type: { kind: 'string' }, nullable: false },
      { name: 'users', type: { kind: 'bigint' }, nullable: true },
      { name: 'events', type: { kind: 'bigint' }, nullable: false },
      { name: 'share', type: { kind: 'double' }, nullable: true },
    ]);
    expect(aggregateSql(reach)).toContain(SQL);
  });

  it('has a figure that cannot be rolled up only where everything is kept apart', () => {
    expect(rollUpSql(reach, 'rows', ['run_date', 'region'])).toContain('CAST(ANY_VALUE("users") AS BIGINT)');
    expect(rollUpSql(reach, 'rows', ['run_date'])).toContain('CAST(NULL AS BIGINT) AS "users"');
  });

  it('has another storage hash with another SQL, and leaves those of others alone', () => {
    const after = compileContract(files(SDL, SQL.replace('COUNT(*)', 'COUNT(user_id)')));
    expect(after.datasets.find(({ name }) => name === 'reach')?.storageHash).not.toBe(reach.storageHash);
    const metricsOf = (contract: typeof after) =>
      contract.datasets.find(({ name }) => name === 'daily_metrics');
    expect(metricsOf(after)).toEqual(metricsOf(compileContract(shippedFiles())));
  });

  it.each([
    [files(SDL, null), 'there is no file schema/datasets/reach.sql'],
    [files(SDL.replace('users: SafeInt ', 'users: SafeInt! ')), 'users is null when rolled up'],
    [files(SDL.replace('agg: NONE', 'agg: AVG')), 'give its SUM and its COUNT'],
    [files(SDL.replace('agg: COUNT', 'agg: COUNT, of: "user_id"')), 'leave out of and where'],
    [files(SDL.replace('@dimension', '@dimension(of: "region")')), 'leave out of and grain'],
    [
      files(SDL.replace('region: String! @dimension', 'region: String! @measure(agg: SUM)')),
      'region is a string, not a number',
    ],
    [files(SDL.replace(', sql: "reach.sql"', ''), null), 'is for figures that the SQL of a dataset makes'],
  ])('says what does not fit (%#)', (broken, problem) => {
    expect(problemsOf(broken).join('\n')).toContain(problem);
  });
});
