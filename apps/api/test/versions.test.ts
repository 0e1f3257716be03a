import { copyFile, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiConfig } from '../src/config.ts';
import { startApi, type TestApi } from './start-api.ts';
import { createLake, row, type StoredRow, type TestLake } from './write-lake.ts';

let lake: TestLake;
const running: TestApi[] = [];

beforeEach(async () => {
  lake = await createLake();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.close()));
  await lake.remove();
});

async function start(overrides: Partial<ApiConfig> = { pollMs: 50 }): Promise<TestApi> {
  const api = await startApi(lake.url, overrides);
  running.push(api);
  return api;
}

const DAY = '2024-05-01';
const REGIONS = ['eu', 'us-west', 'ap'];

/** A day whose every row says the same number: a mixture of two versions shows. */
function dayOf(value: number, run_date = DAY): StoredRow[] {
  return REGIONS.map((region) =>
    row({ run_date, region, event_type: 'login', event_count: BigInt(value), row_count: 1n }),
  );
}

async function statusOf(api: TestApi) {
  const answer = await api.ask('{ hub { datasets { version state message rows days firstDate lastDate } } }');
  return answer.data.hub.datasets[0];
}

async function countsOf(api: TestApi): Promise<number[]> {
  const answer = await api.ask('{ dailyMetrics(groupBy: [region]) { rows { event_count } } }');
  return answer.data.dailyMetrics.rows.map((r: { event_count: number }) => r.event_count);
}

describe('a new version', () => {
  // Tried again where the machine is so busy that two seconds pass between two lines.
  it('is served within two seconds, as is the first one of an empty lake', { retry: 2 }, async () => {
    const api = await start({});
    expect(await statusOf(api)).toMatchObject({ state: 'EMPTY', version: null, rows: 0 });
    await lake.publish(dayOf(1));
    expect(await api.waitFor(async () => (await statusOf(api)).version === 0)).toBeLessThan(2000);
    await lake.publish(dayOf(2, '2024-05-02'));
    expect(await api.waitFor(async () => (await statusOf(api)).version === 1)).toBeLessThan(2000);
    expect(await statusOf(api)).toEqual({
      version: 1,
      state: 'READY',
      message: null,
      rows: 6,
      days: 2,
      firstDate: DAY,
      lastDate: '2024-05-02',
    });
  });

  it('is never mixed with another, whoever reads while it comes', async () => {
    await lake.publish(dayOf(0));
    const api = await start({ pollMs: 50, keepVersionsMs: 0 });
    const seen = new Set<number>();
    let done = false;
    const readers = Array.from({ length: 6 }, async () => {
      while (!done) {
        const { data } = await api.ask(`{
          getMetrics(date: "${DAY}") { metricsForRegion(region: "eu") { event_count } }
          first: dailyMetrics(groupBy: [region]) { version rows { event_count } }
          second: dailyMetrics(groupBy: []) { version rows { event_count row_count } }
        }`);
        const value = data.first.version;
        expect(data).toEqual({
          getMetrics: { metricsForRegion: [{ event_count: value }] },
          first: { version: value, rows: REGIONS.map(() => ({ event_count: value })) },
          second: { version: value, rows: [{ event_count: 3 * value, row_count: 3 }] },
        });
        seen.add(value);
      }
    });
    for (let value = 1; value <= 15; value++) await lake.publish(dayOf(value));
    await api.waitFor(async () => seen.has(15));
    done = true;
    await Promise.all(readers);
    expect(seen.size).toBeGreaterThan(2);
  });

  it('takes a day away, too', async () => {
    await lake.publish([...dayOf(1), ...dayOf(2, '2024-05-02')]);
    const api = await start();
    await lake.publish([], { days: [DAY] });
    await api.waitFor(async () => (await statusOf(api)).version === 1);
    expect((await api.ask('{ getAvailableDates }')).data).toEqual({ getAvailableDates: ['2024-05-02'] });
    expect(await countsOf(api)).toEqual([2, 2, 2]);
  });

  it('of a table made anew in the same place is noticed', async () => {
    await lake.publish(dayOf(1));
    const api = await start();
    const gone = join(lake.folder, 'gone');
    await rename(join(lake.folder, 'daily_metrics'), gone);
    await api.waitFor(async () => (await statusOf(api)).state === 'DEGRADED');
    expect(await countsOf(api)).toEqual([1, 1, 1]);
    await lake.publish(dayOf(7));
    await api.waitFor(async () => (await statusOf(api)).state === 'READY');
    expect(await countsOf(api)).toEqual([7, 7, 7]);
  });
});

const FIRST_PAGE = `query Page($after: String, $first: Int = 2) {
  dailyMetrics(first: $first, after: $after) { rows { region event_count } endCursor version }
}`;

describe('pages', () => {
  it('go on with the version that they began with', async () => {
    await lake.publish(dayOf(1));
    const api = await start();
    const first = await api.ask(FIRST_PAGE);
    await lake.publish(dayOf(2));
    await api.waitFor(async () => (await statusOf(api)).version === 1);
    const second = await api.ask(FIRST_PAGE, { after: first.data.dailyMetrics.endCursor });
    expect(second.data.dailyMetrics).toEqual({
      rows: [{ region: 'us-west', event_count: 1 }],
      endCursor: null,
      version: 0,
    });
  });

  it('say that they cannot go on where the version is no longer kept', async () => {
    await lake.publish(dayOf(1));
    const api = await start({ pollMs: 50, keepVersionsMs: 0 });
    const first = await api.ask(FIRST_PAGE);
    await lake.publish(dayOf(2));
    await api.waitFor(async () => {
      const next = await api.ask(FIRST_PAGE, { after: first.data.dailyMetrics.endCursor });
      return next.errors?.[0]?.extensions.code === 'CURSOR_EXPIRED';
    });
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 10_001 }],
    ['first', { first: -1 }],
    ['after', { after: 'x' }],
    ['after', { after: '' }],
    ['after', { after: Buffer.from('["a",0,"b",[]]').toString('base64url') }],
    ['after', { after: Buffer.from('{}').toString('base64url') }],
  ])('refuse a wrong %s: %j', async (argument, variables) => {
    await lake.publish(dayOf(1));
    const api = await start();
    const answer = await api.ask(FIRST_PAGE, variables);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', argument });
  });

  it('refuse the cursor of another question', async () => {
    await lake.publish(dayOf(1));
    const api = await start();
    const { endCursor } = (await api.ask(FIRST_PAGE)).data.dailyMetrics;
    const other = await api.ask(
      `query Page($after: String) { dailyMetrics(from: "2024-01-01", after: $after) { endCursor } }`,
      { after: endCursor },
    );
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', argument: 'after' });
  });

  it.each(['2024-02-30', '2024-2-3', 'today', '', '2024-02-03T00:00:00Z'])(
    'refuse a day that is none: %j',
    async (day) => {
      await lake.publish(dayOf(1));
      const api = await start();
      const written = await api.ask(`{ dailyMetrics(from: ${JSON.stringify(day)}) { version } }`);
      const given = await api.ask('query Q($to: Date) { dailyMetrics(to: $to) { version } }', { to: day });
      for (const answer of [written, given]) {
        expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID_ARGUMENT']);
      }
      const backwards = await api.ask('{ dailyMetrics(from: "2024-02-02", to: "2024-02-01") { version } }');
      expect(backwards.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', argument: 'to' });
    },
  );
});

const flipByte = async (path: string) => {
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  await writeFile(path, bytes);
};
const cutShort = async (path: string) => truncate(path, 100);
/** Same size, still Parquet's name at both ends, and nothing of sense between. */
const garble = async (path: string) => {
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0x5a, 4, bytes.length - 4));
};

describe('a version that cannot be served', () => {
  it.each([
    ['a swapped file', { damage: flipByte }, 'SHA-256'],
    ['a torn file', { damage: cutShort }, 'has 100 bytes instead of'],
    ['a missing file', { damage: (path: string) => rm(path) }, 'is missing'],
    ['a file without rows that the log promises', { claimedRows: 2 }, 'has 1 rows instead of 2'],
    ['a garbled file of a writer that tells no digest', { damage: garble, bare: true }, 'is damaged'],
    [
      'a text where a number should be',
      { select: "* REPLACE ('12' AS event_count)" },
      'event_count is string, and must be bigint',
    ],
    ['a column that must be there and is not', { select: '* EXCLUDE (row_count)' }, 'row_count is missing'],
    [
      'a null where none may be',
      { select: '* REPLACE (CAST(NULL AS BIGINT) AS row_count)' },
      'row_count is null',
    ],
    [
      'NaN',
      { select: "* REPLACE (CAST('nan' AS DOUBLE) AS avg_session_duration)" },
      'avg_session_duration is NaN or infinite',
    ],
  ])('because of %s leaves the last good one in place, and names the file', async (_, options, reason) => {
    await lake.publish(dayOf(1));
    const api = await start();
    await lake.publish(dayOf(2), options);
    await api.waitFor(async () => (await statusOf(api)).state === 'DEGRADED');
    const { version, message } = await statusOf(api);
    expect(version).toBe(0);
    expect(message).toContain(reason);
    expect(message).toMatch(/run_date=2024-05-01\/region=[a-z-]+\/part-[0-9a-f-]+\.parquet of version 1 /);
    expect(await countsOf(api)).toEqual([1, 1, 1]);
    expect((await api.app.inject('/ready')).statusCode).toBe(200);
    await lake.publish(dayOf(3));
    await api.waitFor(async () => (await statusOf(api)).state === 'READY');
    expect(await countsOf(api)).toEqual([3, 3, 3]);
  });

  it('is served as soon as its file is whole again', async () => {
    await lake.publish(dayOf(1));
    const api = await start();
    await lake.publish(dayOf(2), {
      damage: async (path) => {
        await copyFile(path, `${path}.kept`);
        await cutShort(path);
      },
    });
    await api.waitFor(async () => (await statusOf(api)).state === 'DEGRADED');
    for (const region of REGIONS) {
      const path = await lake.fileOf(DAY, region);
      await rename(`${path}.kept`, path);
    }
    await api.waitFor(async () => (await statusOf(api)).state === 'READY');
    expect(await countsOf(api)).toEqual([2, 2, 2]);
  });

  it('is not served at the start either: the newest good one is', async () => {
    await lake.publish(dayOf(1));
    await lake.publish(dayOf(2));
    await lake.publish(dayOf(3), { damage: flipByte });
    await lake.publish(dayOf(4, '2024-05-02'));
    const api = await start();
    expect(await statusOf(api)).toMatchObject({ state: 'DEGRADED', version: 1 });
    expect(await countsOf(api)).toEqual([2, 2, 2]);
  });

  it('is told as such, not as no data, where there is no good one', async () => {
    await lake.publish(dayOf(1), { damage: flipByte });
    const api = await start();
    expect((await api.app.inject('/ready')).statusCode).toBe(503);
    const answer = await api.ask('{ getAvailableDates }');
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'DATASET_UNAVAILABLE', dataset: 'daily_metrics' });
    expect(await statusOf(api)).toMatchObject({ state: 'DEGRADED', version: null });
  });
});

describe('files of other writers', () => {
  it('may lack a column that may be null, and may be narrower', async () => {
    await lake.publish(dayOf(1), {
      select:
        'CAST(event_count AS INTEGER) AS event_count, event_type, row_count, TRUE AS surplus, avg_session_duration__count, CAST(1.5 AS DECIMAL(9,2)) AS total_revenue',
      bare: true,
    });
    const api = await start();
    const answer = await api.ask(
      '{ dailyMetrics(groupBy: [region]) { rows { region event_count avg_session_duration total_revenue } } }',
    );
    expect(answer.data.dailyMetrics.rows).toEqual(
      ['ap', 'eu', 'us-west'].map((region) => ({
        region,
        event_count: 1,
        avg_session_duration: null,
        total_revenue: 1.5,
      })),
    );
  });
});

describe('numbers', () => {
  it('beyond 2^53 are refused by name, never rounded', async () => {
    const largest = row({
      run_date: DAY,
      region: 'eu',
      event_type: 'a',
      event_count: 9_007_199_254_740_991n,
    });
    await lake.publish([largest, { ...largest, event_type: 'b', event_count: 1n }]);
    const api = await start();
    const query = (groupBy: string) => `{ dailyMetrics(groupBy: ${groupBy}) { rows { event_count } } }`;
    expect((await api.ask(query('[event_type]'))).data.dailyMetrics.rows).toEqual([
      { event_count: 9_007_199_254_740_991 },
      { event_count: 1 },
    ]);
    const sum = await api.ask(query('[]'));
    expect(sum.errors?.[0]?.extensions).toEqual({ code: 'NUMBER_TOO_LARGE', value: '9007199254740992' });
  });

  it('that leave their stored type are refused too', async () => {
    const largest = row({ run_date: DAY, region: 'eu', event_type: 'a', event_count: (1n << 63n) - 1n });
    await lake.publish([largest, { ...largest, event_type: 'b' }]);
    const api = await start();
    const sum = await api.ask('{ dailyMetrics(groupBy: []) { rows { event_count } } }');
    expect(sum.errors?.[0]?.extensions).toEqual({
      code: 'NUMBER_TOO_LARGE',
      value: 'A sum of event_count',
    });
    const apart = await api.ask('{ dailyMetrics(groupBy: [event_type]) { totalCount } }');
    expect(apart.data.dailyMetrics.totalCount).toBe(2);
  });

  it('of money that leave their stored type are refused as well', async () => {
    const largest = row({
      run_date: DAY,
      region: 'eu',
      event_type: 'a',
      total_revenue: '-999999999999999999999999.9999',
    });
    await lake.publish([largest, { ...largest, event_type: 'b' }]);
    const api = await start();
    const sum = await api.ask('{ dailyMetrics(groupBy: [region]) { rows { total_revenue } } }');
    expect(sum.errors?.[0]?.extensions).toEqual({
      code: 'NUMBER_TOO_LARGE',
      value: 'A sum of total_revenue',
    });
  });

  it('of money are the nearest double of the exact decimal', async () => {
    const exact = ['123456789012345678901234.5678', '-0.0001', '9747747.9340'];
    await lake.publish(
      exact.map((total_revenue, index) =>
        row({ run_date: DAY, region: 'eu', event_type: `e${index}`, total_revenue }),
      ),
    );
    const api = await start();
    const answer = await api.ask('{ dailyMetrics { rows { total_revenue } } }');
    expect(answer.data.dailyMetrics.rows).toEqual(exact.map((text) => ({ total_revenue: Number(text) })));
  });
});
