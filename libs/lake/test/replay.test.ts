import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, type Commit, encodePath, planReplace, replay, type Snapshot } from '../src/index.ts';
import { fileOf, pathsOf, requestOf } from './tables.ts';

const protocol = { minReaderVersion: 1, minWriterVersion: 2 };
const metaData = {
  id: 'a-table',
  format: { provider: 'parquet', options: {} },
  schemaString: '{"type":"struct","fields":[]}',
  partitionColumns: ['run_date'],
  configuration: {},
};
const begin: Commit = { version: 0, actions: [{ protocol }, { metaData }] };

const add = (path: string, more: object = {}): Action => ({
  add: { path, partitionValues: { run_date: 'x' }, size: 1, modificationTime: 2, dataChange: true, ...more },
});
const remove = (path: string): Action => ({ remove: { path, dataChange: true } });

/** A log over a few file names, each commit removing some and adding others; as foreign writers do it. */
const anyLog = fc
  .array(
    fc.record({
      removes: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }),
      adds: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }),
    }),
    { maxLength: 25 },
  )
  .map((steps) => ({
    steps,
    commits: [
      begin,
      ...steps.map(({ removes, adds }, index): Commit => {
        const gone = removes.filter((name) => !adds.includes(name));
        return {
          version: index + 1,
          actions: [...adds.map((n) => add(`f${n}`)), ...gone.map((n) => remove(`f${n}`))],
        };
      }),
    ],
  }));

describe('replay', () => {
  it('leaves what a set would hold after the same steps', () => {
    fc.assert(
      fc.property(anyLog, ({ steps, commits }) => {
        const model = new Set<string>();
        for (const { removes, adds } of steps) {
          for (const name of removes) model.delete(`f${name}`);
          for (const name of adds) model.add(`f${name}`);
        }
        expect(pathsOf(replay('t', commits))).toEqual([...model].sort());
      }),
    );
  });

  it('gives the same step by step as in one go', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), ({ commits }, cut) => {
        const at = 1 + (cut % commits.length);
        const known = replay('t', commits.slice(0, at));
        expect(replay('t', commits.slice(at), known)).toEqual(replay('t', commits));
      }),
    );
  });

  it('has the files in the order in which they came, the one that came again last', () => {
    const commits = [
      begin,
      { version: 1, actions: [add('a'), add('b')] },
      { version: 2, actions: [add('a')] },
    ];
    expect(replay('t', commits)?.files.map((file) => file.path)).toEqual(['b', 'a']);
  });

  it('does not care for the order of lines', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), ({ commits }, seed) => {
        const turned = commits.map(({ version, actions }) => {
          const at = actions.length === 0 ? 0 : seed % actions.length;
          return { version, actions: [...actions.slice(at), ...actions.slice(0, at)] };
        });
        expect(pathsOf(replay('t', turned))).toEqual(pathsOf(replay('t', commits)));
      }),
    );
  });

  it('leaves the snapshot that it builds on as it was', () => {
    const known = replay('t', [begin, { version: 1, actions: [add('a')] }]) as Snapshot;
    const copy = structuredClone(known);
    replay('t', [{ version: 2, actions: [remove('a'), { txn: { appId: 'x', version: 1 } }] }], known);
    expect(known).toEqual(copy);
  });

  it('gives back the very snapshot where there is nothing new', () => {
    const known = replay('t', [begin]);
    expect(replay('t', [], known)).toBe(known);
    expect(replay('t', [])).toBeNull();
  });

  it('knows a file by its decoded path, in any spelling, and keeps the newest spelling', () => {
    const spelled = 'region=S%C3%A3o%20Paulo/a%252Fb.parquet';
    const literal = 'region=São%20Paulo/a%252Fb.parquet';
    const both = replay('t', [
      begin,
      { version: 1, actions: [add(spelled)] },
      { version: 2, actions: [add(literal)] },
    ]);
    expect(both?.files).toMatchObject([
      { path: 'region=São Paulo/a%2Fb.parquet', logPath: literal, addedIn: 2 },
    ]);
    expect(replay('t', [{ version: 3, actions: [remove(spelled)] }], both)?.files).toEqual([]);
  });

  it('takes rows, digests and empty partition values as the protocol means them', () => {
    const actions = [
      add('tagged', { tags: { sha256: 'aa' }, stats: '{"numRecords":7}', partitionValues: { run_date: '' } }),
      add('listed%20file', { stats: 'no JSON' }),
      {
        commitInfo: { timestamp: 5, datahub: '{"files":[{"path":"listed file","sha256":"bb"},{"path":7}]}' },
      },
    ];
    const snapshot = replay('t', [begin, { version: 1, actions }]);
    expect(snapshot?.timestamp).toBe(5);
    expect(snapshot?.files).toMatchObject([
      { path: 'tagged', sha256: 'aa', rows: 7, partitionValues: { run_date: null } },
      { path: 'listed file', sha256: 'bb', rows: null },
    ]);
  });

  it('takes the newest metadata, protocol and batch', () => {
    const changed = { ...metaData, schemaString: '{}' };
    const actions = [{ metaData: changed }, { txn: { appId: 'stream', version: 4 } }];
    const snapshot = replay('t', [begin, { version: 1, actions }, { version: 2, actions: [add('a')] }]);
    expect(snapshot?.metadata).toBe(changed);
    expect([...(snapshot?.txns ?? [])]).toEqual([['stream', 4]]);
    expect(snapshot).toMatchObject({ version: 2, timestamp: null, commitInfo: null, protocol });
  });

  it('passes over actions that it need not know', () => {
    const unknown = [{ cdc: { path: 'c' } }, { domainMetadata: { domain: 'd' } }, add('a')] as Action[];
    expect(pathsOf(replay('t', [begin, { version: 1, actions: unknown }]))).toEqual(['a']);
  });

  it.each([
    ['a gap', [begin, { version: 2, actions: [] }], 'LAKE_LOG_GAP', 'commit 1 is missing though 2'],
    ['no metaData', [{ version: 0, actions: [{ protocol }] }], 'LAKE_LOG_BROKEN', 'no metaData action'],
    ['no protocol', [{ version: 0, actions: [{ metaData }] }], 'LAKE_LOG_BROKEN', 'no protocol action'],
  ] as [string, Commit[], string, string][])('refuses a log with %s', (_, commits, code, words) => {
    expect(() => replay('t', commits)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    );
  });

  it.each([
    ['deletionVectors', [add('a', { deletionVector: { storageType: 'u' } })]],
    [
      'deletionVectors, timestampNtz',
      [
        {
          protocol: { ...protocol, minReaderVersion: 3, readerFeatures: ['deletionVectors', 'timestampNtz'] },
        },
      ],
    ],
    ['columnMapping', [{ protocol: { minReaderVersion: 2, minWriterVersion: 5 } }]],
    ['reader version 9', [{ protocol: { minReaderVersion: 9, minWriterVersion: 9 } }]],
    ['format orc', [{ metaData: { ...metaData, format: { provider: 'orc' } } }]],
    ['the file path "s3://elsewhere/a"', [add('s3://elsewhere/a')]],
    ['the file path "/abs/a"', [add('/abs/a')]],
    ['the file path "100%"', [add('100%')]],
  ] as [string, Action[]][])('refuses %s by name', (feature, actions) => {
    const message = expect.stringContaining(`t: needs ${feature}`);
    expect(() => replay('t', [begin, { version: 1, actions }])).toThrow(
      expect.objectContaining({ code: 'LAKE_FEATURE_UNSUPPORTED', message }),
    );
  });

  it('reads a table that only writers need more for, and does not write to it', () => {
    const writers = { minReaderVersion: 1, minWriterVersion: 7, writerFeatures: ['checkConstraints'] };
    const snapshot = replay('t', [begin, { version: 1, actions: [{ protocol: writers }] }]);
    expect(snapshot?.version).toBe(1);
    expect(() => planReplace('t', snapshot, requestOf([fileOf('2023-10-27', 'x')]))).toThrow(
      expect.objectContaining({
        code: 'LAKE_FEATURE_UNSUPPORTED',
        message: expect.stringContaining('needs checkConstraints, which the hub does not write'),
      }),
    );
  });

  it('reads back each path that it writes', () => {
    const anyName = fc.string({ unit: 'binary' }).filter((name) => !/[/\0]/.test(name) && name !== '');
    fc.assert(
      fc.property(anyName, (name) => {
        expect(
          replay('t', [begin, { version: 1, actions: [add(encodePath(`day/${name}`))] }])?.files[0]?.path,
        ).toBe(`day/${name}`);
      }),
    );
  });
});
