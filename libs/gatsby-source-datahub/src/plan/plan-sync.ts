import { groupBy } from './group-by.ts';
import { compareValues, type Partition, type Partitions, sortedPartitions } from './partition.ts';

/** What has to be fetched and what has to go, to come from one version of a dataset to another. */
export interface SyncPlan {
  readonly next: Partitions;
  /** New, or with another digest. */
  readonly changed: Partitions;
  readonly removed: Partitions;
  /** For each partition column, its values that have a changed or removed partition and still have data. */
  readonly changedValues: readonly (readonly string[])[];
  /** For each partition column, its values that have no data any more. */
  readonly removedValues: readonly (readonly string[])[];
}

/**
 * Compares partitions, not version numbers: a version moves though no data did (a vacuum), and a lake that was made
 * again starts over at 0.
 */
export function planSync(before: Partitions, next: Partitions, columns: number): SyncPlan {
  const changed = new Map([...next].filter(([key, partition]) => !isSame(before.get(key), partition)));
  const removed = new Map([...before].filter(([key]) => !next.has(key)));
  const touched = [...changed.values(), ...removed.values()];
  const valuesOf = (partitions: Iterable<Partition>, column: number) =>
    new Set([...partitions].map(({ values }) => values[column] as string));

  const positions = Array.from({ length: columns }, (_, column) => column);
  const perColumn = positions.map((column) => {
    const known = valuesOf(next.values(), column);
    const all = [...valuesOf(touched, column)].sort((a, b) => compareValues([a], [b]));
    return { kept: all.filter((value) => known.has(value)), gone: all.filter((value) => !known.has(value)) };
  });
  return {
    next,
    changed,
    removed,
    changedValues: perColumn.map(({ kept }) => kept),
    removedValues: perColumn.map(({ gone }) => gone),
  };
}

/** Nothing to fetch and nothing to delete. */
export function isUnchanged({ changed, removed }: SyncPlan): boolean {
  return changed.size === 0 && removed.size === 0;
}

function isSame(a: Partition | undefined, b: Partition): boolean {
  return a !== undefined && a.digest === b.digest && a.rows === b.rows;
}

/** A span of business days, and the values of the next partition column to take; null takes all. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
  readonly only: readonly string[] | null;
}

/** Longest list of values that is sent as a filter; with more of them, whole days are asked for. */
const MOST_VALUES = 100;

/** The fewest spans that hold all changed partitions; days that follow one another share a span. */
export function spansOfRows({ next, changed }: Pick<SyncPlan, 'next' | 'changed'>): DaySpan[] {
  const inDay = countByDay(next);
  const wanted = groupBy(sortedPartitions(changed), ({ values }) => values[0] as string);
  return joinDays([...inDay.keys()].sort(), (day) => {
    const partitions = wanted.get(day);
    if (!partitions) return undefined;
    const values = new Set(partitions.flatMap(({ values }) => values.slice(1, 2)));
    const whole = partitions.length === inDay.get(day) || values.size > MOST_VALUES;
    return whole ? null : [...values];
  });
}

/** The fewest spans that hold the given business days. */
export function spansOfDays(next: Partitions, days: readonly string[]): DaySpan[] {
  const wanted = new Set(days);
  return joinDays([...countByDay(next).keys()].sort(), (day) => (wanted.has(day) ? null : undefined));
}

/** Lists short enough for one request; a single null where all known values are wanted. */
export function chunksOfValues(known: number, values: readonly string[]): (readonly string[] | null)[] {
  if (values.length === 0) return [];
  if (values.length === known) return [null];
  const chunks = Math.ceil(values.length / MOST_VALUES);
  return Array.from({ length: chunks }, (_, index) =>
    values.slice(index * MOST_VALUES, (index + 1) * MOST_VALUES),
  );
}

function countByDay(partitions: Partitions): Map<string, number> {
  const days = new Map<string, number>();
  for (const { values } of partitions.values()) {
    const day = values[0] as string;
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return days;
}

/** Joins neighbours among `days` that want the same values; undefined wants nothing of a day. */
function joinDays(
  days: readonly string[],
  wantedOf: (day: string) => readonly string[] | null | undefined,
): DaySpan[] {
  const spans: DaySpan[] = [];
  let open: DaySpan | undefined;
  for (const day of days) {
    const only = wantedOf(day);
    if (only === undefined) {
      open = undefined;
    } else if (open && JSON.stringify(open.only) === JSON.stringify(only)) {
      open = { ...open, to: day };
      spans[spans.length - 1] = open;
    } else {
      open = { from: day, to: day, only };
      spans.push(open);
    }
  }
  return spans;
}
