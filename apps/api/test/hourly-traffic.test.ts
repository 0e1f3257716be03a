import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetOf } from '@datahub/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';

const DATASET = 'hourly_traffic';
const [first, second, third] = ['10', '11', '23'].map((hour) => `2023-10-27T${hour}:00:00.000000Z`);

// The golden case "hours" as it is published: an hour without a time, 10, 11 and 23 o'clock; 1, 2, 2 and 1 events.
const table = fileURLToPath(
  import.meta.resolve(
    `@datahub/contract/fixtures/lock/${DATASET}/${datasetOf(DATASET)!.storageHash.slice(0, 12)}/table`,
  ),
);

let lake: string;
let api: TestApi;
beforeAll(async () => {
  lake = await mkdtemp(join(tmpdir(), 'datahub-hours-'));
  await symlink(table, join(lake, DATASET));
  api = await startApi(lake);
});
afterAll(async () => {
  await api?.close();
  await rm(lake, { recursive: true, force: true });
});

async function ask(args: string, columns = 'hour events') {
  const answer = await api.ask(`{ hourlyTraffic${args} { rows { ${columns} } totalCount endCursor } }`);
  return answer.errors ?? answer.data.hourlyTraffic.rows;
}

describe('a dataset by the hour, that knows no region', () => {
  it('rolls up by what each measure means, derived figures last', async () => {
    const columns = 'run_date hour events purchases avg_session_duration longest_session purchase_rate';
    // (60 + 31 + 90 + 5) s over four sessions; 2 purchases in 6 events.
    const total = {
      hour: null,
      events: 6,
      purchases: 2,
      avg_session_duration: 46.5,
      longest_session: 90,
      purchase_rate: 2 / 6,
    };
    expect(await ask('(groupBy: [])', columns)).toEqual([{ run_date: null, ...total }]);
    expect(await ask('(groupBy: [run_date])', columns)).toEqual([{ run_date: '2023-10-27', ...total }]);
  });

  it('comes in the order of hours, events without a time first, page after page', async () => {
    const rows = [
      { hour: null, events: 1 },
      { hour: first, events: 2 },
      { hour: second, events: 2 },
      { hour: third, events: 1 },
    ];
    expect(await ask('')).toEqual(rows);
    const paged: unknown[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await api.ask(
        `query Page($after: String) {
          hourlyTraffic(groupBy: [hour], first: 1, after: $after) { rows { hour events } endCursor totalCount }
        }`,
        { after },
      );
      paged.push(...data.hourlyTraffic.rows);
      expect(data.hourlyTraffic.totalCount).toBe(4);
      after = data.hourlyTraffic.endCursor;
      if (after === null) break;
    }
    expect(paged).toEqual(rows);
  });

  it.each([
    ['(filter: { hour: ["2023-10-27T11:00:00Z"] })', [second]],
    ['(filter: { hour: ["2023-10-27T16:30:00.0+05:30", "2023-10-27T23:00:00Z"] })', [second, third]],
    ['(filter: { hour: ["2023-10-27T10:30:00Z"] })', []],
    ['(filter: { hour: [] })', []],
    [
      '(range: { hour: { from: "2023-10-27T10:00:00.000001Z", to: "2023-10-27T23:00:00Z" } })',
      [second, third],
    ],
    ['(range: { hour: { to: "2023-10-27T11:00:00Z" } })', [first, second]],
    ['(range: { hour: { from: "2023-10-27T11:00:00Z" } }, to: "2023-10-26")', []],
    ['(range: { hour: {} })', [null, first, second, third]],
  ])('answers %s', async (args, hours) => {
    expect((await ask(args)).map(({ hour }: { hour: string | null }) => hour)).toEqual(hours);
  });

  it.each([
    ['(filter: { hour: ["2023-10-27"] })', '"2023-10-27" is not an instant'],
    ['(filter: { hour: ["2023-02-30T10:00:00Z"] })', 'is not an instant'],
    ['(filter: { hour: ["2023-10-27T10:00:00"] })', 'is not an instant'],
    ['(range: { hour: { from: "2023-10-27T11:00:00Z", to: "2023-10-27T10:00:00Z" } })', 'before'],
  ])('refuses %s', async (args, problem) => {
    const [error] = await ask(args);
    expect(error.message).toContain(problem);
    expect(error.extensions.code).toBe('INVALID_ARGUMENT');
  });

  it('has partitions of its day alone', async () => {
    const { data } = await api.ask(
      `{ changes(dataset: "${DATASET}") { partitions { values { key value } rows } } }`,
    );
    expect(data.changes.partitions).toEqual([
      { values: [{ key: 'run_date', value: '2023-10-27' }], rows: 4 },
    ]);
  });
});
