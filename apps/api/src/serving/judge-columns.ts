import { type ColumnType, type StoredColumn, sqlTypeName } from '@datahub/contract';
import type { FoundType } from './found-type.ts';

/** How stored data fit the contract. */
export type Compatibility =
  /** They are what it says. */
  | 'COMPATIBLE'
  /** They are older or narrower, and are read without loss. */
  | 'ADAPTABLE'
  /** They cannot be read as what it says. */
  | 'INCOMPATIBLE';

/** One thing in which data and contract differ. */
export interface Misfit {
  readonly column: string;
  /** What the contract says, in words of Spark SQL. */
  readonly expected: string;
  readonly found: string;
  /** How it is read all the same; null where it cannot be. */
  readonly adaptation: string | null;
}

export interface Judgement {
  readonly compatibility: Compatibility;
  /** In the order of the contract's columns. Empty where all is as it should be. */
  readonly misfits: readonly Misfit[];
}

/** Columns by name, as a file or a table's schema declares them. */
export type FoundColumns = ReadonlyMap<string, FoundType>;

export interface JudgeOptions {
  /**
   * A column that may be null is not there, but one that nobody knows and that would fit: it was renamed, and to read
   * null would be wrong. False where the data are known to be of another contract, which may have had both.
   */
  readonly suspectRenames: boolean;
}

/**
 * Judges columns that were found by those of the contract. A missing column that may be null reads as null, a narrower
 * type as the wider one where no value changes by it; surplus columns are left alone.
 */
export function judgeColumns(
  expected: readonly StoredColumn[],
  found: FoundColumns,
  { suspectRenames }: JudgeOptions,
): Judgement {
  const known = new Set(expected.map(({ name }) => name));
  const unknown = [...found].filter(([name]) => !known.has(name));
  const misfits = expected.flatMap(({ name, type, nullable }): Misfit[] => {
    const misfit = { column: name, expected: sqlTypeName(type) };
    const actual = found.get(name);
    if (actual !== undefined) {
      if (actual === misfit.expected) return [];
      const adaptation = readsAs(actual, type) ? `reads as ${misfit.expected}` : null;
      return [{ ...misfit, found: actual, adaptation }];
    }
    const renamed = unknown.find(([, other]) => other === misfit.expected || readsAs(other, type))?.[0];
    const instead =
      renamed === undefined ? '' : ` (there is ${renamed}, unknown to the contract: was it renamed?)`;
    const isLost = !nullable || (suspectRenames && renamed !== undefined);
    return [{ ...misfit, found: `missing${instead}`, adaptation: isLost ? null : 'reads as null' }];
  });
  return { compatibility: compatibilityOf(misfits), misfits };
}

/** The worst of several differences. */
export function compatibilityOf(misfits: readonly Misfit[]): Compatibility {
  if (misfits.some(({ adaptation }) => adaptation === null)) return 'INCOMPATIBLE';
  return misfits.length > 0 ? 'ADAPTABLE' : 'COMPATIBLE';
}

const UP_TO_SMALLINT = ['tinyint', 'unsigned tinyint', 'smallint'];
const UP_TO_INT = [...UP_TO_SMALLINT, 'unsigned smallint', 'int'];

/** Types whose every value is one of the contract's. An unsigned bigint is none of them: it reaches beyond. */
const NARROWER: Record<Exclude<ColumnType['kind'], 'decimal'>, readonly FoundType[]> = {
  string: [],
  boolean: [],
  int: UP_TO_INT,
  bigint: [...UP_TO_INT, 'unsigned int'],
  double: [...UP_TO_INT, 'unsigned int', 'float'],
  // Without a zone it is an instant in UTC: so Spark wrote them before it had a word for it.
  timestamp: ['timestamp_ntz'],
  date: [],
};

/** Digits that the whole numbers of a type may have. */
const DIGITS: Readonly<Record<FoundType, number>> = {
  tinyint: 3,
  'unsigned tinyint': 3,
  smallint: 5,
  'unsigned smallint': 5,
  int: 10,
  'unsigned int': 10,
  bigint: 19,
};

/** True where every value of the found type is one of the contract's type. */
function readsAs(found: FoundType, type: ColumnType): boolean {
  if (type.kind !== 'decimal') return NARROWER[type.kind].includes(found);
  const [, precision, scale] = /^decimal\((\d+),(\d+)\)$/.exec(found)?.map(Number) ?? [];
  const whole = precision === undefined ? DIGITS[found] : precision - (scale ?? 0);
  return whole !== undefined && whole <= type.precision - type.scale && (scale ?? 0) <= type.scale;
}
