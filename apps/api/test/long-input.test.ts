import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

let lake: TestLake;
let api: TestApi;

beforeAll(async () => {
  lake = await createLake();
  await lake.publish([row({ run_date: '2024-01-01', region: 'eu', event_type: 'login' })]);
  api = await startApi(lake.url);
});

afterAll(async () => {
  await api.close();
  await lake.remove();
});

const LONG = 'ü'.repeat(50_000);
const NAME = 'x'.repeat(50_000);

it.each([
  [
    'a date of the promised shapes',
    'query Q($v: String!) { getMetrics(date: $v) { run_date } }',
    { v: LONG },
  ],
  ['a date', 'query Q($v: Date) { dailyMetrics(from: $v) { version } }', { v: LONG }],
  ['a date in the document', `{ dailyMetrics(from: "${LONG}") { version } }`, {}],
  [
    'a region',
    'query Q($v: String!) { getMetrics(date: "2024-01-01") { metricsForRegion(region: $v) { event_type } } }',
    { v: LONG },
  ],
  ['a dataset', 'query Q($v: String!) { changes(dataset: $v) { version } }', { v: LONG }],
  ['a value of the wrong type', 'query Q($v: Int) { dailyMetrics(first: $v) { version } }', { v: LONG }],
  [
    'a value of an enum',
    'query Q($v: [DailyMetricsDimension!]) { dailyMetrics(groupBy: $v) { version } }',
    { v: [LONG] },
  ],
  ['a field that is not there', `{ ${NAME} }`, {}],
  ['an argument that is not there', `{ getMetrics(date: "2024-01-01", ${NAME}: 1) { run_date } }`, {}],
  ['a document that is none', `{ "${LONG}`, {}],
  ['a cursor', 'query Q($v: String) { dailyMetrics(after: $v) { version } }', { v: LONG }],
])('%s is not echoed whole where it is wrong', async (_, query, variables) => {
  const answer = await api.ask(query, variables);
  expect(answer.errors?.length).toBeGreaterThan(0);
  expect(JSON.stringify(answer).length).toBeLessThan(2500);
  expect(answer.errors?.[0]?.extensions.code).not.toBe('INTERNAL');
});

it('a body that is no JSON is not echoed whole either', async () => {
  const response = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: `{"query": ${NAME}`,
  });
  expect(response.statusCode).toBe(400);
  expect(response.body.length).toBeLessThan(1500);
});

it('an error that is short stays as it is', async () => {
  const answer = await api.ask('{ getMetrics(date: "1999-01-01") { run_date } }');
  expect(answer.errors?.[0]).toMatchObject({
    message: 'No data was published for 1999-01-01.',
    extensions: { code: 'DATA_NOT_FOUND', date: '1999-01-01' },
  });
});
