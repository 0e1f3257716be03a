import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileContract, Problems, parseSchemaFiles } from '../src/compile/index.ts';
import {
  type ContractLock,
  EMPTY_LOCK,
  type LockEntry,
  makeLockEntry,
  parseLock,
  planLock,
  printLock,
  reusedNames,
} from '../src/lock/index.ts';
import { filesWith, shippedFiles } from './schema-files.ts';

const entryOf = (files = shippedFiles()) =>
  makeLockEntry(compileContract(files), parseSchemaFiles(files, new Problems()));

/** An entry with one table of these columns, and one type of these fields. */
const entry = (columns: readonly string[], fields: readonly string[] = ['a']): LockEntry => ({
  wireHash: fields.join(),
  datasets: {
    t: {
      storageHash: columns.join(),
      partitionBy: ['run_date'],
      zone: 'UTC',
      stored: columns.map((name) => ({ name, type: 'bigint', nullable: false })),
      columns: [],
    },
  },
  served: { T: fields },
});
const lockOf = (...entries: LockEntry[]): ContractLock => ({ ...EMPTY_LOCK, entries });
const [first, second] = [entry(['x']), entry(['x', 'y'])];

describe('contract.lock.json', () => {
  const lock = parseLock(readFileSync(new URL('../contract.lock.json', import.meta.url), 'utf8'));

  it('ends with the contract as it is', () => {
    expect(lock.entries.at(-1)).toEqual(entryOf());
    expect(planLock(lock.entries, entryOf())).toEqual(lock);
  });

  it('uses no name again that has gone', () => {
    expect(reusedNames(lock)).toEqual([]);
  });

  it('reads back as it was written, whatever an expression holds', () => {
    const odd = lockOf({ ...first, served: { 'T { "': ['[ x ]', '\n'], U: [] } });
    expect(parseLock(printLock(odd))).toEqual(odd);
  });

  it.each([
    '',
    '{',
    'null',
    '{"lockVersion": 2, "entries": [], "dropped": []}',
    '{"lockVersion": 1, "entries": [null], "dropped": []}',
    '{"lockVersion": 1, "entries": []}',
    '<<<<<<< HEAD\n{"lockVersion": 1, "entries": [], "dropped": []}\n=======',
  ])('refuses %j, and says what to do', (text) => {
    expect(() => parseLock(text)).toThrow(
      expect.objectContaining({
        code: 'CONTRACT_LOCK_INVALID',
        message: expect.stringContaining('Run "npm run codegen"'),
      }),
    );
  });

  it('is refused where a name was taken off the list of those that went, or put on it', () => {
    const { entries } = lockOf(second, first);
    expect(parseLock(printLock({ ...EMPTY_LOCK, entries, dropped: ['t.y'] })).dropped).toEqual(['t.y']);
    for (const dropped of [[], ['t.x', 't.y']]) {
      const edited = printLock({ ...EMPTY_LOCK, entries, dropped });
      expect(() => parseLock(edited)).toThrow(expect.objectContaining({ code: 'CONTRACT_LOCK_INVALID' }));
    }
  });
});

describe('an entry', () => {
  it('keeps what is stored, what it means, and what was served', () => {
    const files = filesWith({
      'datasets/sessions.graphql': `
        type Session @dataset(name: "sessions", from: "Event", partitionBy: ["run_date", "region"], zone: "Asia/Kathmandu") {
          hour: DateTime @dimension(of: "event_time", grain: HOUR)
          spent: Float @column(unit: "USD") @measure(agg: SUM, of: "revenue_usd", where: "user_id IS NOT NULL")
          twice: Float @derived(expr: "spent * 2")
        }`,
    });
    const { datasets, served } = entryOf(files);
    expect(datasets.sessions).toEqual({
      storageHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      partitionBy: ['run_date', 'region'],
      zone: 'Asia/Kathmandu',
      stored: [
        { name: 'hour', type: 'timestamp', nullable: true },
        { name: 'spent', type: 'decimal(28,4)', nullable: true },
        { name: 'twice', type: 'double', nullable: true },
      ],
      columns: [
        { name: 'hour', role: 'dimension', of: 'event_time', grain: 'HOUR' },
        {
          name: 'spent',
          role: 'measure',
          agg: 'SUM',
          of: 'revenue_usd',
          where: 'user_id IS NOT NULL',
          unit: 'USD',
        },
        { name: 'twice', role: 'derived', expr: 'spent * 2' },
      ],
    });
    expect(served.SessionsRange).toEqual(['hour']);
    expect(served.Session).toEqual(['hour', 'spent', 'twice']);
    expect(served.DatasetState).toEqual(['DEGRADED', 'EMPTY', 'READY']);
    expect(served.Query).toContain('getMetrics(date:)');
    expect(served.SafeInt).toEqual([]);
    expect(served.Event).toBeUndefined();
  });
});

describe('the history', () => {
  it('begins with the contract', () => {
    expect(planLock([], first)).toEqual(lockOf(first));
  });

  it('stays as it is where nothing changed', () => {
    expect(planLock([first], first)).toEqual(lockOf(first));
  });

  it('gets an entry for a change', () => {
    expect(planLock([first], second).entries).toEqual([first, second]);
  });

  it('remembers what went: tables, columns, and what was served', () => {
    const bare: LockEntry = { ...first, datasets: {}, served: { T: ['b'], U: [] } };
    const lock = planLock([first], bare);
    expect(lock.dropped).toEqual(['T.a', 't', 't.run_date', 't.x']);
    expect(reusedNames(lock)).toEqual([]);
  });

  it('does not forget a name because it is used again', () => {
    const lock = planLock([second, first], second);
    expect(lock.dropped).toEqual(['t.y']);
    expect(reusedNames(lock)).toEqual(['t.y']);
  });

  it('remembers sources, and takes none for dropped where an entry does not tell them', () => {
    const fed = (...sources: string[]): LockEntry => ({ ...first, sources });
    expect(planLock([first, fed('shop', 'till')], fed('till')).dropped).toEqual(['source:shop']);
    expect(reusedNames(planLock([fed('shop'), fed('till')], fed('shop', 'till')))).toEqual(['source:shop']);
    expect(planLock([fed('shop')], first).dropped).toEqual([]);
    expect(entryOf().sources).toEqual(['online-retail', 'product-events']);
  });
});
