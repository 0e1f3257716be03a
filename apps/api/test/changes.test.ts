import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';
import { createLake, row, type TestLake } from './write-lake.ts';

let lake: TestLake;
let api: TestApi;

const rowOf = (run_date: string, region: string, count: bigint) =>
  row({ run_date, region, event_type: 'login', event_count: count, row_count: count });

const QUERY = `query Changes($dataset: String!, $since: SafeInt) {
  changes(dataset: $dataset, since: $since) {
    dataset version full partitions { values { key value } digest rows removed }
  }
}`;

async function changes(since?: number) {
  const { data, errors } = await api.ask(QUERY, { dataset: 'daily_metrics', since });
  expect(errors).toBeUndefined();
  const { version, full, partitions } = data.changes;
  const told = partitions.map(
    ({ values, rows, removed }: { values: { value: string }[]; rows: number; removed: boolean }) =>
      [values.map(({ value }) => value).join(' '), rows, removed] as const,
  );
  return {
    version,
    full,
    partitions: told.sort(),
    digests: partitions.map((p: { digest: string }) => p.digest),
  };
}

beforeAll(async () => {
  lake = await createLake();
  api = await startApi(lake.url, { pollMs: 50 });
});

afterAll(async () => {
  await api?.close();
  await lake?.remove();
});

describe('changes', () => {
  it('has none, and the version before the first, where nothing was published', async () => {
    expect(await changes()).toEqual({ version: -1, full: true, partitions: [], digests: [] });
  });

  it('lists all partitions without `since`, and what differs with it', async () => {
    await lake.publish([rowOf('2024-06-01', 'eu', 1n), rowOf('2024-06-01', 'EIRE/ie', 2n)]); // 0
    await lake.publish([rowOf('2024-06-02', 'eu', 3n)]); // 1
    await lake.publish([rowOf('2024-06-01', 'eu', 9n)]); // 2: EIRE/ie is gone, eu is another
    await api.waitFor(async () => (await changes()).version === 2);
    const all = {
      partitions: [
        ['2024-06-01 eu', 1, false],
        ['2024-06-02 eu', 1, false],
      ],
    };
    expect(await changes()).toMatchObject({ version: 2, full: true, ...all });
    expect(await changes(2)).toMatchObject({ version: 2, full: false, partitions: [] });
    expect(await changes(1)).toMatchObject({
      full: false,
      partitions: [
        ['2024-06-01 EIRE/ie', 0, true],
        ['2024-06-01 eu', 1, false],
      ],
    });
    expect((await changes(0)).partitions).toEqual([
      ['2024-06-01 EIRE/ie', 0, true],
      ['2024-06-01 eu', 1, false],
      ['2024-06-02 eu', 1, false],
    ]);
  });

  it('lists all where the version is not known', async () => {
    expect(await changes(3)).toMatchObject({ version: 2, full: true });
    expect(await changes(-1)).toMatchObject({ version: 2, full: true });
  });

  it('has the same digest for the same files, and another for others', async () => {
    const before = await changes();
    await lake.publish([rowOf('2024-06-02', 'eu', 4n)]); // 3
    await api.waitFor(async () => (await changes()).version === 3);
    const after = await changes();
    expect(after.digests[0]).toBe(before.digests[0]);
    expect(after.digests[1]).not.toBe(before.digests[1]);
    expect(new Set([...before.digests, ...after.digests]).size).toBe(3);
  });

  it('survives a restart: what it knows comes from the log', async () => {
    const before = await changes(1);
    const again = await startApi(lake.url);
    const answer = await again.ask(QUERY, { dataset: 'daily_metrics', since: 1 });
    expect(answer.data.changes.partitions.map((p: { digest: string }) => p.digest)).toEqual(before.digests);
    expect(answer.data.changes.full).toBe(false);
    await again.close();
  });

  it('names the table, so that one that was made anew is known whatever its version', async () => {
    const tableId = async () => {
      const { data } = await api.ask(
        '{ hub { datasets { name tableId } } changes(dataset: "daily_metrics") { version tableId } }',
      );
      expect(data.hub.datasets[0].tableId).toBe(data.changes.tableId);
      return data.changes;
    };
    const idInLog = async () => {
      const log = join(lake.folder, 'daily_metrics/_delta_log/00000000000000000000.json');
      return /"metaData":\{"id":"([^"]+)"/.exec(await readFile(log, 'utf8'))?.[1];
    };
    const before = await tableId();
    expect(before.tableId).toBe(await idInLog());
    await rm(join(lake.folder, 'daily_metrics'), { recursive: true });
    for (let version = 0; version <= before.version; version++) {
      await lake.publish([rowOf('2024-07-01', 'eu', BigInt(version))]);
    }
    // It may be looked at while it is made.
    await api.waitFor(async () => {
      const { tableId: id, version } = await tableId();
      return id !== before.tableId && version === before.version;
    });
    expect(await tableId()).toEqual({ version: before.version, tableId: await idInLog() });
  });

  it('names the datasets where there is no such one', async () => {
    const { errors } = await api.ask(QUERY, { dataset: '../daily_metrics' });
    expect(errors?.[0]?.extensions).toEqual({
      code: 'INVALID_ARGUMENT',
      argument: 'dataset',
      datasets: ['daily_metrics', 'hourly_traffic'],
    });
  });
});
