import type { CheckRule, DatasetIr, DimensionIr, EventIr, Grain } from '@datahub/contract';
import { cutSql, quoteName, quoteText } from '@datahub/contract/storage';
import { dayColumn } from './publish-record.ts';

/** What every value of a column must be. */
export interface ValueRule {
  readonly column: string;
  /** In words, as the contract means it. */
  readonly expected: string;
  /** SQL over the partition columns and those of the files, true for a row whose value is something else. */
  readonly broken: string;
}

const PERIODS: Readonly<Record<Grain, string>> = { HOUR: 'an hour', DAY: 'a day', MONTH: 'a month' };

const LARGEST = Number.MAX_SAFE_INTEGER; // what `SafeInt` carries

/**
 * What the contract implies of the values in data files: those that must be there are, figures are numbers that JSON
 * can carry, what is counted is not negative, instants lie within their business day and are cut to their grain. Then
 * what `@check` says of columns.
 *
 * @param event what the dataset is made of
 */
export function valueRules(dataset: DatasetIr, event: EventIr | undefined): ValueRule[] {
  return [
    ...missingValues(dataset),
    ...unservable(dataset),
    ...negativeCounts(dataset),
    ...otherDays(dataset, event),
    ...uncutTimes(dataset),
    ...declaredRules(dataset),
  ];
}

function missingValues({ stored }: DatasetIr): ValueRule[] {
  return stored
    .filter(({ nullable }) => !nullable)
    .map(({ name }) => ({
      column: name,
      expected: 'a value in every row',
      broken: `${quoteName(name)} IS NULL`,
    }));
}

function unservable({ stored, columns }: DatasetIr): ValueRule[] {
  const served = new Set(columns.map(({ name }) => name));
  return stored.flatMap(({ name, type }) => {
    const column = quoteName(name);
    if (type.kind === 'double') {
      return [{ column: name, expected: 'a finite number', broken: `NOT isfinite(${column})` }];
    }
    if (type.kind !== 'bigint' || !served.has(name)) return [];
    const expected = `a whole number up to 2^53 - 1 either way`;
    return [{ column: name, expected, broken: `${column} NOT BETWEEN -${LARGEST} AND ${LARGEST}` }];
  });
}

function negativeCounts({ columns }: DatasetIr): ValueRule[] {
  const counts = columns.flatMap((column) => {
    if (column.role !== 'measure') return [];
    if (column.parts !== null) return [column.parts.count.name];
    return column.agg === 'COUNT' ? [column.name] : [];
  });
  return counts.map((name) => ({
    column: name,
    expected: 'a count, 0 or more',
    broken: `${quoteName(name)} < 0`,
  }));
}

/** The event's time gives the business day, so that what is made of it lies in that day; only months reach farther. */
function otherDays(dataset: DatasetIr, event: EventIr | undefined): ValueRule[] {
  const { columns, zone } = dataset;
  const day = quoteName(dayColumn(dataset));
  const time = event?.timeField ?? null;
  if (time === null) return [];
  const ofTime = columns.filter(
    (column) =>
      column.type.kind === 'timestamp' &&
      ((column.role === 'dimension' && column.of === time && column.grain !== 'MONTH') ||
        (column.role === 'measure' && column.of === time)),
  );
  return ofTime.map(({ name }) => ({
    column: name,
    expected: `an instant of the business day (${zone})`,
    broken: `strftime(${quoteName(name)} AT TIME ZONE ${quoteText(zone)}, '%Y-%m-%d') <> ${day}`,
  }));
}

function uncutTimes({ columns, zone }: DatasetIr): ValueRule[] {
  return columns.flatMap((column) =>
    column.role === 'dimension' && column.grain !== null ? [uncutTime(column, column.grain, zone)] : [],
  );
}

/**
 * What is cut stays when it is cut again; except an hour in which the clocks were moved by a part of an hour (Lord Howe
 * Island does that twice a year): it is what is left of its own last instant all the same. Infinity cannot be cut.
 */
function uncutTime({ name }: DimensionIr, grain: Grain, zone: string): ValueRule {
  const column = quoteName(name);
  const last = `(${column} + INTERVAL '59 minutes 59.999999 seconds')`;
  const origins = grain === 'HOUR' && zone !== 'UTC' ? [column, last] : [column];
  return {
    column: name,
    expected: `the beginning of ${PERIODS[grain]} (${zone})`,
    broken: origins
      .map((origin) => `${column} IS DISTINCT FROM TRY(${cutSql(origin, grain, zone)})`)
      .join(' AND '),
  };
}

/** `@check` of columns that keeps data from being published. */
function declaredRules({ columns }: DatasetIr): ValueRule[] {
  return columns.flatMap(({ name, checks }) =>
    checks
      .filter(({ severity }) => severity === 'ERROR')
      .flatMap((check) => {
        const rule = declaredRule(quoteName(name), check);
        return rule === null ? [] : [{ column: name, ...rule }];
      }),
  );
}

/**
 * Null for what is said of rows as a whole (of that, `unique-keys.ts` has what is enforced). A null breaks `notNull`
 * alone: no comparison with it is true.
 */
function declaredRule(column: string, check: CheckRule): Omit<ValueRule, 'column'> | null {
  switch (check.kind) {
    case 'notNull':
      return { expected: 'a value in every row', broken: `${column} IS NULL` };
    case 'range': {
      const { min, max } = check;
      const words = [
        ...(min === null ? [] : [`at least ${min}`]),
        ...(max === null ? [] : [`at most ${max}`]),
      ];
      const sides = [
        ...(min === null ? [] : [`${column} < ${min}`]),
        ...(max === null ? [] : [`${column} > ${max}`]),
      ];
      return { expected: words.join(' and '), broken: sides.join(' OR ') };
    }
    case 'pattern':
      return {
        expected: `a text like ${check.pattern}`,
        broken: `NOT regexp_full_match(${column}, ${quoteText(check.pattern)})`,
      };
    case 'values':
      return {
        expected: `one of ${check.values.join(', ')}`,
        broken: `${column} NOT IN (${check.values.map(quoteText).join(', ')})`,
      };
    case 'unique':
    case 'rowCount':
      return null;
  }
}
