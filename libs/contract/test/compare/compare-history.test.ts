import { describe, expect, it } from 'vitest';
import { compareContracts, compareHistory, isAddedTo, readContract } from '../../src/compare/index.ts';
import type { SchemaFile } from '../../src/compile/index.ts';
import { type ContractLock, makeLockEntry, planLock } from '../../src/lock/index.ts';

const filesOf = (columns: string): SchemaFile[] => [
  {
    path: 'all.graphql',
    text: `scalar SafeInt
scalar Date
type Query { hello: String }
type Row @dataset(name: "daily_rows", from: "Event", partitionBy: ["run_date"]) { ${columns} }
type Event { kind: String! length: Int weight: SafeInt }
extend type Event @source(name: "events", format: NDJSON, to: "Event")`,
  },
];
const contractOf = (columns: string) => readContract(filesOf(columns));

const hits = 'hits: SafeInt! @measure(agg: COUNT)';
const longest = 'longest: Int @measure(agg: MAX, of: "length")';

/** A lock that has seen contracts one after the other. */
function lockOf(...versions: string[]): ContractLock {
  return versions.reduce<ContractLock | null>((lock, columns) => {
    const { ir, document } = contractOf(columns);
    // What lies in the lock is on main.
    return planLock(lock?.entries ?? [], makeLockEntry(ir, document));
  }, null) as ContractLock;
}

function compare(versions: readonly [string, ...string[]], now: string) {
  const before = contractOf(versions.at(-1) as string);
  const after = contractOf(now);
  const changes = compareContracts(before, after);
  return compareHistory(after, changes, lockOf(...versions)).map(({ rule, coordinate, verdict }) => [
    rule,
    coordinate,
    verdict,
  ]);
}

describe('the history of a contract', () => {
  it('has nothing against a new column', () => {
    expect(compare([hits], `${hits} ${longest}`)).toEqual([]);
  });

  it('forbids a name that was dropped', () => {
    expect(compare([`${hits} ${longest}`, hits], `${hits} ${longest}`)).toEqual([
      ['name-used-again', 'Row.longest', 'forbidden'],
    ]);
  });

  it('forbids the name of a source that was dropped', () => {
    const text = (name: string) => ({
      path: 'more.graphql',
      text: `extend type Event @source(name: "${name}", format: CSV, to: "Event")`,
    });
    const withSource = (name: string) => readContract([...filesOf(hits), text(name)]);
    const [before, after] = [contractOf(hits), withSource('till')];
    const lock = { ...lockOf(hits), dropped: ['source:till'] };
    const found = compareHistory(after, compareContracts(before, after), lock);
    expect(found.map(({ rule, coordinate }) => [rule, coordinate])).toEqual([
      ['name-used-again', 'source:till'],
    ]);
  });

  it('knows the parts of a mean by their names', () => {
    const mean = 'mean: Float @measure(agg: AVG, of: "length")';
    const part = 'mean__count: SafeInt @measure(agg: COUNT, of: "length")';
    expect(compare([`${hits} ${mean}`, hits], `${hits} ${part}`)).toEqual([
      ['name-used-again', 'Row.mean__count', 'forbidden'],
    ]);
  });

  it('forbids a type that days of an earlier contract cannot be read as, though the newest ones could', () => {
    const text = 'longest: String @dimension(of: "kind")';
    const wide = 'longest: SafeInt @measure(agg: MAX, of: "weight")';
    expect(compare([text, longest], wide)).toEqual([
      ['history-type-clash', 'Row.longest', 'forbidden'],
      ['history-meaning-clash', 'Row.longest', 'forbidden'],
    ]);
  });

  it('says nothing of what was decided when it came', () => {
    const text = 'longest: String @dimension(of: "kind")';
    expect(compare([text, longest], `${longest} ${hits}`)).toEqual([]);
  });

  it('is only added to', () => {
    const lock = lockOf(hits, `${hits} ${longest}`);
    expect(isAddedTo(lockOf(hits), lock)).toBe(true);
    expect(isAddedTo(lock, lock)).toBe(true);
    expect(isAddedTo(lock, lockOf(hits))).toBe(false);
    expect(isAddedTo(lockOf(longest), lock)).toBe(false);
  });
});
