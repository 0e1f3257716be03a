import { describe, expect, it } from 'vitest';
import {
  type ActiveFile,
  diffSnapshots,
  matchesFilter,
  type NewFile,
  partitionDigest,
  partitionsOf,
  planReplace,
  replay,
  type Snapshot,
} from '../src/index.ts';
import { fileOf, requestOf } from './tables.ts';

const next = (base: Snapshot | null, adds: NewFile[]): Snapshot => {
  const { version, actions } = planReplace('t', base, requestOf(adds));
  return replay('t', [{ version, actions }], base) as Snapshot;
};
const [one, two, three] = ['2023-10-01', '2023-10-02', '2023-10-03'];
const first = next(null, [fileOf(one, 'us', 'a'), fileOf(one, null, 'b'), fileOf(two, 'us', 'c')]);

describe('partitions', () => {
  it('are told apart by all columns, or by the first ones', () => {
    expect([...partitionsOf(first).keys()]).toEqual([
      '["2023-10-01","us"]',
      '["2023-10-01",null]',
      '["2023-10-02","us"]',
    ]);
    const days = partitionsOf(first, ['run_date']);
    expect([...days].map(([key, { values, files }]) => [key, values, files.length])).toEqual([
      ['["2023-10-01"]', { run_date: one }, 2],
      ['["2023-10-02"]', { run_date: two }, 1],
    ]);
  });

  it('differ between versions where their data does', () => {
    const second = next(first, [fileOf(one, 'us', 'a2'), fileOf(three, 'us', 'd')]);
    const keys = (partitions: readonly { key: string }[]) => partitions.map(({ key }) => key);
    const { added, changed, removed } = diffSnapshots(first, second);
    expect(keys(added)).toEqual(['["2023-10-03","us"]']);
    expect(keys(changed)).toEqual(['["2023-10-01","us"]']);
    expect(keys(removed)).toEqual(['["2023-10-01",null]']);
    expect(changed[0]?.files.map((file) => file.addedIn)).toEqual([1]);
    const byDay = diffSnapshots(first, second, ['run_date']);
    expect([keys(byDay.added), keys(byDay.changed), keys(byDay.removed)]).toEqual([
      ['["2023-10-03"]'],
      ['["2023-10-01"]'],
      [],
    ]);
  });

  it('are all new to who has seen nothing', () => {
    const { added, changed, removed } = diffSnapshots(null, first, ['run_date']);
    expect([added.length, changed.length, removed.length]).toEqual([2, 0, 0]);
  });

  it('do not differ where a version moved no data', () => {
    const vacuumed = replay(
      't',
      [{ version: 1, actions: [{ commitInfo: { operation: 'VACUUM START' } }] }],
      first,
    )!;
    expect(vacuumed.version).toBe(1);
    expect(diffSnapshots(first, vacuumed)).toEqual({ added: [], changed: [], removed: [] });
  });

  it('are matched by filters on any of their columns', () => {
    const values = { run_date: one, region: null };
    expect(matchesFilter({}, values)).toBe(true);
    expect(matchesFilter({ run_date: [two, one] }, values)).toBe(true);
    expect(matchesFilter({ run_date: [one], region: [null] }, values)).toBe(true);
    expect(matchesFilter({ run_date: [one], region: ['null', ''] }, values)).toBe(false);
    expect(matchesFilter({ run_date: [] }, values)).toBe(false);
  });
});

describe('partitionDigest', () => {
  const file = (more: Partial<ActiveFile> = {}): ActiveFile => ({
    ...(first.files[0] as ActiveFile),
    ...more,
  });

  it('is that of the content alone where SHA-256s are known', () => {
    const known = partitionDigest([file({ sha256: 'aa' })]);
    expect(partitionDigest([file({ sha256: 'aa', path: 'renamed', modificationTime: 9, addedIn: 4 })])).toBe(
      known,
    );
    expect(partitionDigest([file({ sha256: 'bb' })])).not.toBe(known);
    // printf '[[["region","us"],["run_date","2023-10-01"]],"aa"]' | sha256sum
    expect(known).toBe('dc38b2dbf5186f730249d6e47b6a14cca049df7dcac0ecb4c5784070fbac7c72');
  });

  it('does not care for the order of files', () => {
    const [a, b] = [file({ sha256: 'aa' }), file({ sha256: 'bb' })];
    expect(partitionDigest([a, b])).toBe(partitionDigest([b, a]));
  });

  it('sees rows that change from one region to another, and files that swap', () => {
    const us = { run_date: one, region: 'us' };
    const eu = { run_date: one, region: 'eu' };
    const before = [file({ partitionValues: us, sha256: 'aa' }), file({ partitionValues: eu, sha256: 'bb' })];
    const after = [file({ partitionValues: us, sha256: 'bb' }), file({ partitionValues: eu, sha256: 'aa' })];
    expect(partitionDigest(after)).not.toBe(partitionDigest(before));
  });

  it.each([{ path: 'other' }, { size: 11 }, { modificationTime: 8 }])(
    'sees %j where no SHA-256 is known',
    (more) => {
      expect(partitionDigest([file(more)])).not.toBe(partitionDigest([file()]));
    },
  );
});
