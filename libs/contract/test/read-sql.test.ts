import { describe, expect, it } from 'vitest';
import { findPatternProblem } from '../src/compile/check-pattern.ts';
import { readSqlNames } from '../src/compile/read-sql.ts';
import { filesEdited, filesWith, problemsOf } from './schema-files.ts';

const known = new Set(['event_type', 'revenue_usd', 'date']);

describe('names in an expression', () => {
  it.each([
    ["event_type = 'revenue_usd'", ['event_type']],
    ['CASE WHEN revenue_usd > 0.5 THEN TRUE END AND event_type IS NOT NULL', ['revenue_usd', 'event_type']],
    ["COALESCE(event_type, 'it''s date')", ['event_type']],
    ['CAST(revenue_usd AS DECIMAL(18, 4)) / NULLIF(revenue_usd, 0)', ['revenue_usd']],
    ['EXTRACT(YEAR FROM date) = 2023', ['date']],
    ["event_type IN ('a', 'b') OR (date) < DATE '2023-01-01'", ['event_type', 'date']],
  ])('%s', (sql, columns) => {
    expect(readSqlNames(sql, known)).toEqual({ columns, problems: [] });
  });

  it.each([
    ['region = 1', 'there is no column region; there are event_type, revenue_usd, date'],
    ['LENGTH(event_type) > 1', 'LENGTH() is not among the functions'],
    ['SUM(revenue_usd)', 'SUM() is not among the functions'],
    ['"event_type" = 1', 'is not in the SQL'],
    ["event_type = 'a\\b'", 'a backslash'],
    ['(revenue_usd > 1', 'parentheses'],
    ['revenue_usd) > (1', 'parentheses'],
    ['revenue_usd; DROP TABLE x', '";" is not in the SQL'],
    [' ', 'it is empty'],
  ])('refuses %s', (sql, problem) => {
    expect(readSqlNames(sql, known).problems.join()).toContain(problem);
  });

  it('are told with the line of the field', () => {
    const where = filesEdited(
      'datasets/daily_metrics.graphql',
      '@measure(agg: COUNT)',
      '@measure(agg: COUNT, where: "evnt_type IS NULL")',
    );
    expect(problemsOf(where)).toEqual([
      expect.stringMatching(
        /^datasets\/daily_metrics\.graphql:\d+:3 @measure\(where: "evnt_type IS NULL"\): there is no column evnt_type/,
      ),
    ]);
    const expr = filesWith({
      'datasets/ratio.graphql': `type Ratio @dataset(name: "ratio", from: "Event", partitionBy: ["run_date"]) {
        events: SafeInt! @measure(agg: COUNT)
        twice: Float @derived(expr: "events * revenue_usd")
      }`,
    });
    expect(problemsOf(expr)).toEqual([
      'datasets/ratio.graphql:3:9 @derived(expr: "events * revenue_usd"): there is no column revenue_usd; there are events.',
    ]);
  });
});

describe('patterns that all engines read alike', () => {
  it.each(['[a-z_]+', '\\d{4}-\\d{2}', '(?:us|eu)-[a-z]+', 'a\\.b?', '[^/]*', '\\$\\d+'])(
    'takes %s',
    (pattern) => {
      expect(findPatternProblem(pattern)).toBeNull();
    },
  );

  it.each([
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '\\bword',
    '\\s',
    '\\p{L}',
    'a++',
    '^a',
    'a$',
    '[a[b]]',
    '[a&&b]',
    '[',
    '(?<name>a)',
    '\\u0041',
  ])('refuses %s', (pattern) => {
    expect(findPatternProblem(pattern)).not.toBeNull();
  });
});
