import { readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openTable, planReplace, type Snapshot, type Store, type Table } from '../src/index.ts';
import { emptyStore, fileOf, pathsOf, requestOf, tableWith } from './tables.ts';

const days = ['2023-10-25', '2023-10-26', '2023-10-27'];
const threeDays = () => tableWith(...days.map((day) => [fileOf(day, 'us', day)]));
const logOf = (table: Table): string => table.store.localPath(`${table.root}/_delta_log`) ?? '';

/** The same store, counting what is asked of it. */
function counting(store: Store): { store: Store; calls: string[] } {
  const calls: string[] = [];
  const noting = new Proxy(store, {
    get(target, name) {
      const found = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...args: unknown[]) => {
        calls.push(`${String(name)} ${String(args[0]).split('/').at(-1)}`);
        return found.apply(target, args);
      };
    },
  });
  return { store: noting, calls };
}

describe('a table', () => {
  it('is null where there is none, and refreshing finds its first commit', async () => {
    const table = openTable(await emptyStore(), 'gold/events');
    expect(await table.snapshot()).toBeNull();
    expect(await table.refresh(null)).toBeNull();
    await table.commit(planReplace(table.root, null, requestOf([fileOf('2023-10-27', 'us')])));
    expect((await table.refresh(null))?.version).toBe(0);
  });

  it('can be read at any version', async () => {
    const table = await threeDays();
    for (const [version, day] of days.entries()) {
      const snapshot = await table.snapshot(version);
      expect(snapshot?.version).toBe(version);
      expect(snapshot?.files.at(-1)?.partitionValues.run_date).toBe(day);
      expect(snapshot?.files).toHaveLength(version + 1);
    }
    expect(await table.snapshot()).toEqual(await table.snapshot(2));
    await expect(table.snapshot(3)).rejects.toMatchObject({
      code: 'LAKE_VERSION_MISSING',
      message: 'gold/events: there is no version 3; the newest is 2.',
    });
    await expect(table.snapshot(-1)).rejects.toMatchObject({ code: 'LAKE_VERSION_MISSING' });
  });

  it('asks for news with one GET, and gives the same object where there are none', async () => {
    const written = await threeDays();
    const { store, calls } = counting(written.store);
    const table = openTable(store, written.root);
    const known = (await table.snapshot()) as Snapshot;
    calls.length = 0;
    expect(await table.refresh(known)).toBe(known);
    expect(calls).toEqual(['get 00000000000000000003.json']);
  });

  it('takes in several new versions at once, the same as a reader that begins anew', async () => {
    const table = await threeDays();
    expect(await table.refresh(await table.snapshot(0))).toEqual(await table.snapshot());
  });

  it('tells its history, newest first, and each commit', async () => {
    const table = await threeDays();
    const history = [];
    for await (const { version, operation } of table.history({ limit: 2 }))
      history.push([version, operation]);
    expect(history).toEqual([
      [2, 'WRITE'],
      [1, 'WRITE'],
    ]);
    expect(await table.readCommitInfo(1)).toMatchObject({
      engineInfo: 'test/1',
      timestamp: 1_700_000_000_000,
    });
    await expect(table.readCommitInfo(7)).rejects.toMatchObject({ code: 'LAKE_VERSION_MISSING' });
  });

  it('takes nothing for a commit that has not the name of one', async () => {
    const table = await threeDays();
    const before = await table.snapshot();
    for (const name of [
      '00000000000000000003.json.tmp',
      '.00000000000000000003.json.crc',
      '00000000000000000003.crc',
      '0003.json',
      '000000000000000000003.json',
      '_last_checkpoint',
      '_commit_3.json.part',
      '.put-3f2a0a52-9a8e-4a36-9c54-0d1d1c3c9f00.tmp',
    ]) {
      await writeFile(`${logOf(table)}/${name}`, '{"half');
    }
    await table.store.put(
      `${table.root}/_delta_log/_staged_commits/00000000000000000003.aa.json`,
      Buffer.from('{'),
    );
    expect(await table.snapshot()).toEqual(before);
    expect(await table.refresh(before)).toBe(before);
    await expect(table.snapshot(3)).rejects.toMatchObject({
      code: 'LAKE_VERSION_MISSING',
      details: { latest: 2 },
    });
  });

  it('reads more commits than it fetches at once', async () => {
    const table = await tableWith(
      ...Array.from({ length: 40 }, (_, index) => [fileOf(`day-${index}`, 'us')]),
    );
    expect((await table.snapshot())?.files.map((file) => file.partitionValues.run_date)).toEqual(
      Array.from({ length: 40 }, (_, index) => `day-${index}`),
    );
  });

  it.each([
    ['cut short', '{"commitInfo":{}}\n{"add":{"path"', 2, 'it is no JSON'],
    ['empty', '', 1, 'it is empty'],
    ['no object', '{"commitInfo":{}}\n\n7\n', 3, 'it is no object'],
  ])('names file and line of a commit that is %s', async (_, content, line, reason) => {
    const table = await threeDays();
    const known = await table.snapshot();
    const file = 'gold/events/_delta_log/00000000000000000003.json';
    await table.store.put(file, Buffer.from(content));
    const broken = {
      code: 'LAKE_LOG_BROKEN',
      details: { table: 'gold/events', version: 3, line, reason, file },
    };
    await expect(table.snapshot()).rejects.toMatchObject(broken);
    await expect(table.refresh(known)).rejects.toMatchObject(broken);
    expect((await table.snapshot(2))?.version).toBe(2);
  });

  it('does not pass over a commit that is missing', async () => {
    const table = await threeDays();
    await table.store.delete(`${table.root}/_delta_log/00000000000000000001.json`);
    await expect(table.snapshot()).rejects.toMatchObject({
      code: 'LAKE_LOG_GAP',
      details: { missing: 1, next: 2 },
    });
    expect((await table.snapshot(0))?.version).toBe(0);
  });

  it('says that a checkpoint is needed where the head of the log is gone', async () => {
    const table = await threeDays();
    await table.store.delete(`${table.root}/_delta_log/00000000000000000000.json`);
    await table.store.put(
      `${table.root}/_delta_log/00000000000000000001.checkpoint.parquet`,
      Buffer.from('PAR1'),
    );
    await expect(table.snapshot()).rejects.toMatchObject({
      code: 'LAKE_CHECKPOINT_NEEDED',
      details: { first: 1 },
    });
  });

  it('may lie in the root of a store', async () => {
    const table = openTable(await emptyStore(), '');
    await table.commit(planReplace('', null, requestOf([fileOf('2023-10-27', 'us', 'x')])));
    expect(pathsOf(await table.snapshot())).toEqual(['run_date=2023-10-27/region=us/x.parquet']);
    expect(await readdir(table.store.localPath('_delta_log') ?? '')).toEqual(['00000000000000000000.json']);
  });
});
