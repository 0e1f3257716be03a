import { describe, expect, it } from 'vitest';
import {
  type CommitPlan,
  type NewFile,
  planReplace,
  type ReplaceRequest,
  replay,
  type Snapshot,
} from '../src/index.ts';
import { COLUMNS, fileOf, pathsOf, requestOf, SCHEMA } from './tables.ts';

const TABLE = 'gold/events';
const [dayOne, dayTwo] = ['2023-10-27', '2023-10-28'];

const apply = (plan: CommitPlan): Snapshot =>
  replay(TABLE, [{ version: plan.version, actions: plan.actions }], plan.base) as Snapshot;
const plan = (
  base: Snapshot | null,
  adds: readonly NewFile[],
  more: Partial<ReplaceRequest> = {},
): CommitPlan => planReplace(TABLE, base, requestOf(adds, more));
const begun = apply(
  plan(null, [fileOf(dayOne, 'a', '1'), fileOf(dayOne, 'b', '2'), fileOf(dayTwo, 'a', '3')]),
);
const metaDataOf = ({ actions }: CommitPlan) => actions.find((action) => action.metaData)?.metaData;

describe('planReplace', () => {
  it('begins a table that every reader can read, and that keeps its history', () => {
    const first = plan(null, [fileOf(dayOne, 'EIRE/ie', 'x')], { commitId: 'id-1', name: 'events' });
    expect(first.version).toBe(0);
    expect(first.actions).toEqual([
      {
        commitInfo: {
          timestamp: 1_700_000_000_000,
          operation: 'WRITE',
          operationParameters: {
            mode: 'Overwrite',
            partitionBy: '["run_date","region"]',
            predicate: "run_date IN ('2023-10-27')",
          },
          engineInfo: 'test/1',
          isBlindAppend: false,
          operationMetrics: { numFiles: '1', numRemovedFiles: '0' },
          txnId: 'id-1',
        },
      },
      { protocol: { minReaderVersion: 1, minWriterVersion: 2 } },
      {
        metaData: {
          id: 'id-1',
          name: 'events',
          format: { provider: 'parquet', options: {} },
          schemaString: JSON.stringify(SCHEMA),
          partitionColumns: ['run_date', 'region'],
          configuration: { 'delta.logRetentionDuration': 'interval 36500 days' },
          createdTime: 1_700_000_000_000,
        },
      },
      {
        add: {
          path: 'run_date=2023-10-27/region=EIRE%252Fie/x.parquet',
          partitionValues: { run_date: '2023-10-27', region: 'EIRE/ie' },
          size: 10,
          modificationTime: 1_000,
          dataChange: true,
        },
      },
    ]);
  });

  it('removes every file of the days it replaces, by the spelling of the log, and no other', () => {
    const spelled = replay(
      TABLE,
      [
        {
          version: 1,
          actions: [{ add: { ...addOf(begun, 0), path: 'run_date=2023-10-27/region=%61/1.parquet' } }],
        },
      ],
      begun,
    ) as Snapshot;
    const next = plan(spelled, [fileOf(dayOne, 'c', '4')]);
    expect(next.version).toBe(2);
    expect(next.actions.flatMap(({ remove }) => (remove ? [remove.path] : [])).sort()).toEqual([
      'run_date=2023-10-27/region=%61/1.parquet',
      'run_date=2023-10-27/region=b/2.parquet',
    ]);
    expect(pathsOf(apply(next))).toEqual([
      'run_date=2023-10-27/region=c/4.parquet',
      'run_date=2023-10-28/region=a/3.parquet',
    ]);
  });

  it('empties a day, one region of it, or the whole table', () => {
    expect(pathsOf(apply(plan(begun, [], { replace: { run_date: [dayOne] } })))).toEqual([
      'run_date=2023-10-28/region=a/3.parquet',
    ]);
    expect(
      pathsOf(apply(plan(begun, [], { replace: { run_date: [dayOne, dayTwo], region: ['a', null] } }))),
    ).toEqual(['run_date=2023-10-27/region=b/2.parquet']);
    expect(pathsOf(apply(plan(begun, [], { replace: {} })))).toEqual([]);
  });

  it('says what it replaces as SQL', () => {
    const predicate = (replace: ReplaceRequest['replace']) =>
      plan(begun, [], { replace }).actions[0]?.commitInfo?.operationParameters?.predicate;
    expect(predicate({ run_date: [dayOne, dayTwo], region: ["O'Hare", null] })).toBe(
      "run_date IN ('2023-10-27', '2023-10-28') AND (region IN ('O''Hare') OR region IS NULL)",
    );
    expect(predicate({})).toBe('true');
    expect(predicate({ region: [] })).toBe('false');
  });

  it('keeps rows, digests, batches and what the publisher says', () => {
    const adds = [{ ...fileOf(dayOne, 'a'), rows: 5, sha256: 'ab' }];
    const snapshot = apply(plan(begun, adds, { info: { run: 1 }, txn: { appId: 'app', version: 9 } }));
    expect(snapshot.files.at(-1)).toMatchObject({ rows: 5, sha256: 'ab', addedIn: 1 });
    expect(snapshot.commitInfo?.datahub).toEqual({ run: 1 });
    expect(snapshot.txns.get('app')).toBe(9);
  });

  it('takes an empty partition value for the null that readers will see', () => {
    const file = { ...fileOf(dayOne, null), partitionValues: { run_date: dayOne, region: '' } };
    expect(plan(begun, [file]).actions.at(-1)?.add?.partitionValues).toEqual({
      run_date: dayOne,
      region: null,
    });
  });

  describe('schema', () => {
    const withFields = (...fields: object[]) =>
      ({ ...SCHEMA, fields: [...SCHEMA.fields, ...fields] }) as typeof SCHEMA;

    it('stays silent where the columns are the same, in any order', () => {
      const turned = { ...SCHEMA, fields: SCHEMA.fields.toReversed() };
      expect(metaDataOf(plan(begun, [fileOf(dayOne, 'a')], { schema: turned }))).toBeUndefined();
    });

    it('adds new nullable columns behind the others, and keeps what else the table says', () => {
      const schema = withFields({ name: 'revenue', type: 'decimal(18,4)', nullable: true });
      const changed = metaDataOf(
        plan(begun, [fileOf(dayOne, 'a')], { schema, configuration: { 'delta.x': 'y' } }),
      );
      expect(changed).toEqual({ ...begun.metadata, schemaString: changed?.schemaString });
      expect(JSON.parse(changed?.schemaString ?? '').fields).toEqual([
        ...SCHEMA.fields,
        { name: 'revenue', type: 'decimal(18,4)', nullable: true, metadata: {} },
      ]);
    });

    it('keeps a column that is written no more, and lets a required one become nullable', () => {
      const fewer = { ...SCHEMA, fields: SCHEMA.fields.slice(0, 2) };
      expect(metaDataOf(plan(begun, [fileOf(dayOne, 'a')], { schema: fewer }))).toBeUndefined();
      const looser = { ...SCHEMA, fields: SCHEMA.fields.map((field) => ({ ...field, nullable: true })) };
      const changed = metaDataOf(plan(begun, [fileOf(dayOne, 'a')], { schema: looser }));
      expect(JSON.parse(changed?.schemaString ?? '').fields[0]).toMatchObject({
        name: 'run_date',
        nullable: true,
      });
    });

    it.each([
      [
        'another type',
        {
          ...SCHEMA,
          fields: [...SCHEMA.fields.slice(0, 2), { name: 'count', type: 'double', nullable: true }],
        },
        'count is "long" in the table and "double" in the files',
      ],
      [
        'a new required column',
        withFields({ name: 'n', type: 'long', nullable: false }),
        'n is new and required',
      ],
      ['a required column dropped', { ...SCHEMA, fields: SCHEMA.fields.slice(1) }, 'run_date is required'],
    ])('refuses %s', (_, schema, words) => {
      // Partitioned by region alone where run_date is gone: the schema is what is looked at first.
      const partitionBy = schema.fields.some((field) => field.name === 'run_date') ? COLUMNS : ['region'];
      const base = { ...begun, metadata: { ...begun.metadata, partitionColumns: partitionBy } };
      expect(() => plan(base, [], { schema, partitionBy, replace: {} })).toThrow(
        expect.objectContaining({ code: 'LAKE_SCHEMA_CONFLICT', message: expect.stringContaining(words) }),
      );
    });

    it('refuses another partitioning', () => {
      expect(() => plan(begun, [], { partitionBy: ['run_date'], replace: {} })).toThrow(
        expect.objectContaining({
          code: 'LAKE_SCHEMA_CONFLICT',
          message: expect.stringContaining('partitioned by run_date, region, not by run_date'),
        }),
      );
    });
  });

  it.each([
    ['a file outside the days', [fileOf(dayTwo, 'a')], { replace: { run_date: [dayOne] } }, 'lies outside'],
    [
      'a file in the wrong folder',
      [{ ...fileOf(dayOne, 'a'), path: 'elsewhere/a.parquet' }],
      {},
      'folder of its partition',
    ],
    ['a file twice', [fileOf(dayOne, 'a', 'same'), fileOf(dayOne, 'a', 'same')], {}, 'added twice'],
    ['a file that is there already', [fileOf(dayOne, 'a', '1')], {}, 'belongs to the table already'],
    ['a column that is none', [], { replace: { count: ['1'] } }, 'count: no partition column'],
    [
      'a partition column without a type',
      [],
      { partitionBy: ['hour'], replace: {} },
      'hour are not in the schema',
    ],
  ] as [string, NewFile[], Partial<ReplaceRequest>, string][])('refuses %s', (_, adds, more, words) => {
    expect(() => plan(begun, adds, more)).toThrow(
      expect.objectContaining({ code: 'LAKE_PLAN_INVALID', message: expect.stringContaining(words) }),
    );
  });

  it.each([
    ['appendOnly', { configuration: { 'delta.appendOnly': 'true' } }],
    ['invariants', { schemaString: '{"fields":[{"metadata":{"delta.invariants":"x"}}]}' }],
  ])('refuses to write to a table that asks for %s', (feature, metadata) => {
    const base = { ...begun, metadata: { ...begun.metadata, ...metadata } };
    expect(() => plan(base, [])).toThrow(
      expect.objectContaining({
        code: 'LAKE_FEATURE_UNSUPPORTED',
        details: expect.objectContaining({ feature }),
      }),
    );
  });
});

function addOf(snapshot: Snapshot, index: number) {
  const { logPath, partitionValues, size, modificationTime } = snapshot.files[index]!;
  return { path: logPath, partitionValues, size, modificationTime, dataChange: true };
}
