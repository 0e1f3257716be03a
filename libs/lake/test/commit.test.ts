import { describe, expect, it } from 'vitest';
import { openTable, planReplace, type Snapshot, type Store, type Table } from '../src/index.ts';
import { emptyStore, fileOf, pathsOf, requestOf, tableWith } from './tables.ts';

const day = (index: number): string => `2023-10-${String(index).padStart(2, '0')}`;
const planDay = (table: Table, base: Snapshot | null, index: number, name: string) =>
  planReplace(table.root, base, requestOf([fileOf(day(index), 'us', name)]));

describe('committing', () => {
  it('gives the snapshot that a reader would read', async () => {
    const table = await tableWith([fileOf(day(1), 'us'), fileOf(day(2), null)], [fileOf(day(1), 'eu')]);
    const base = await table.snapshot();
    const { snapshot, replanned } = await table.commit(planDay(table, base, 3, 'x'));
    expect(snapshot).toEqual(await table.snapshot());
    expect(replanned).toBe(0);
  });

  it('lands every one of 24 racing commits on different days, the first one too', async () => {
    const table = openTable(await emptyStore(), 'events');
    const results = await Promise.all(
      Array.from({ length: 24 }, (_, index) => table.commit(planDay(table, null, index + 1, 'x'))),
    );
    expect(results.map(({ snapshot }) => snapshot.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 24 }, (_, version) => version),
    );
    const snapshot = await table.snapshot();
    expect(pathsOf(snapshot)).toEqual(
      Array.from({ length: 24 }, (_, index) => `run_date=${day(index + 1)}/region=us/x.parquet`),
    );
    expect(results.find((result) => result.snapshot.version === 23)?.snapshot).toEqual(snapshot);
  });

  it('lets one of 12 racing commits of one day win, and tells the others which version it was', async () => {
    const table = await tableWith([fileOf(day(1), 'us', 'old')]);
    const base = await table.snapshot();
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => table.commit(planDay(table, base, 1, `new-${index}`))),
    );
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.snapshot] : []));
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(won).toHaveLength(1);
    expect(pathsOf(await table.snapshot())).toEqual(pathsOf(won[0] ?? null));
    expect(lost).toHaveLength(11);
    for (const error of lost) {
      expect(error).toMatchObject({
        code: 'LAKE_CONFLICT',
        details: { version: 1, partitions: '["2023-10-01"]' },
      });
    }
  });

  it('sees a conflict in a commit that only removes, though it names no partition', async () => {
    const table = await tableWith([fileOf(day(1), 'us', 'old'), fileOf(day(2), 'us', 'old')]);
    const base = (await table.snapshot()) as Snapshot;
    const remove = { path: base.files[0]?.logPath ?? '', dataChange: true };
    await table.store.put(
      'gold/events/_delta_log/00000000000000000001.json',
      Buffer.from(JSON.stringify({ remove })),
    );
    await expect(table.commit(planDay(table, base, 1, 'new'))).rejects.toMatchObject({
      code: 'LAKE_CONFLICT',
    });
    const { snapshot, replanned } = await table.commit(planDay(table, base, 2, 'new'));
    expect([snapshot.version, replanned]).toEqual([2, 1]);
    expect(pathsOf(snapshot)).toEqual(['run_date=2023-10-02/region=us/new.parquet']);
  });

  it('plans again on top of new columns that somebody else has added', async () => {
    const table = await tableWith([fileOf(day(1), 'us')]);
    const base = (await table.snapshot()) as Snapshot;
    const wider = JSON.parse(base.metadata.schemaString);
    wider.fields.push({ name: 'added', type: 'long', nullable: true, metadata: {} });
    await table.commit(planReplace(table.root, base, requestOf([fileOf(day(2), 'us')], { schema: wider })));
    const { snapshot } = await table.commit(planDay(table, base, 3, 'x'));
    expect(JSON.parse(snapshot.metadata.schemaString).fields.at(-1).name).toBe('added');
    expect(snapshot.files).toHaveLength(3);
  });

  describe('where the store does not tell what became of a put', () => {
    type Put = Store['putIfAbsent'];
    const withPut = (store: Store, put: (original: Put) => Put): Store => ({
      ...store,
      putIfAbsent: put(store.putIfAbsent.bind(store)),
    });
    const lost = () => new Error('socket hang up');

    it('knows its own commit again, and does not land it twice', async () => {
      const plain = await emptyStore();
      const store = withPut(plain, (put) => async (key, bytes) => {
        await put(key, bytes);
        throw lost();
      });
      const table = openTable(store, 'events');
      const { snapshot } = await table.commit(planDay(table, null, 1, 'x'));
      expect(snapshot.version).toBe(0);
      expect((await openTable(plain, 'events').snapshot())?.files).toHaveLength(1);
    });

    it('knows its own commit where the driver has tried twice and lost against itself', async () => {
      const store = withPut(await emptyStore(), (put) => async (key, bytes) => {
        await put(key, bytes);
        return put(key, bytes);
      });
      const table = openTable(store, 'events');
      expect((await table.commit(planDay(table, null, 1, 'x'))).replanned).toBe(0);
      expect((await table.snapshot())?.version).toBe(0);
    });

    it('tries again where the put never arrived', async () => {
      let puts = 0;
      const store = withPut(await emptyStore(), (put) => async (key, bytes) => {
        puts += 1;
        if (puts < 3) throw lost();
        return put(key, bytes);
      });
      const table = openTable(store, 'events');
      expect((await table.commit(planDay(table, null, 1, 'x'))).snapshot.version).toBe(0);
      expect(puts).toBe(3);
    });

    it('gives the error on where it lasts, with nothing landed', async () => {
      const store = withPut(await emptyStore(), () => async () => {
        throw lost();
      });
      const table = openTable(store, 'events');
      await expect(table.commit(planDay(table, null, 1, 'x'))).rejects.toThrow('socket hang up');
      expect(await table.snapshot()).toBeNull();
    });

    it('takes somebody else’s commit for what it is', async () => {
      const plain = await emptyStore();
      const other = openTable(plain, 'events');
      await other.commit(planDay(other, null, 2, 'theirs'));
      const store = withPut(plain, (put) => async (key, bytes) => {
        if (key.endsWith('0000.json')) throw lost();
        return put(key, bytes);
      });
      const table = openTable(store, 'events');
      const { snapshot, replanned } = await table.commit(planDay(table, null, 1, 'mine'));
      expect([snapshot.version, replanned, snapshot.files.length]).toEqual([1, 1, 2]);
    });
  });
});
