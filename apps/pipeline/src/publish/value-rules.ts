import type { CheckRule, DatasetIr, EventIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';

/** What every value of a column must be. */
export interface ValueRule {
  readonly column: string;
  /** In words, as the contract means it. */
  readonly expected: string;
  /** SQL, true for a row whose value is something else. */
  readonly broken: string;
}

/** Column, in the relation that rules are asked of, with the business day of the file. */
export const FILE_DAY = '"#day"';

const LARGEST = Number.MAX_SAFE_INTEGER; // what `SafeInt` carries

/**
 * What the contract implies of the values in data files: those that must be there are, figures are numbers that JSON
 * can carry, what is counted is not negative, instants lie within their business day. Then what `@check` says of columns.
 *
 * @param event what the dataset is made of
 */
export function valueRules(dataset: DatasetIr, event: EventIr | undefined): ValueRule[] {
  return [
    ...missingValues(dataset),
    ...unservable(dataset),
    ...negativeCounts(dataset),
    ...otherDays(dataset, event),
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
function otherDays({ columns, zone }: DatasetIr, event: EventIr | undefined): ValueRule[] {
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
    broken: `strftime(${quoteName(name)} AT TIME ZONE ${quoteText(zone)}, '%Y-%m-%d') <> ${FILE_DAY}`,
  }));
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

/** Null for what is said of rows as a whole. A null breaks `notNull` alone: no comparison with it is true. */
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
