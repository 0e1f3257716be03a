import { type DatasetIr, duckdbType } from '@datahub/contract';

/** Where what was written is not what the contract says. */
export interface Misfit {
  readonly column: string;
  /** What the contract says, in words. */
  readonly expected: string;
  readonly found: string;
}

/**
 * Holds the columns of a data file against the contract. A producer writes them all, of the very types, in any order;
 * partition columns are not among them.
 *
 * @param found columns of the file: name to DuckDB's word for the type that its footer declares
 */
export function checkColumns(dataset: DatasetIr, found: ReadonlyMap<string, string>): Misfit | null {
  const surplus = [...found.keys()].find((name) => !dataset.stored.some((column) => column.name === name));
  for (const { name, type } of dataset.stored) {
    const expected = WORDS[duckdbType(type)] ?? duckdbType(type);
    const actual = found.get(name);
    if (actual === undefined) {
      const instead =
        surplus === undefined ? '' : `; the file has ${surplus}, which the contract does not know`;
      return { column: name, expected, found: `no such column${instead}` };
    }
    if (actual !== expected) return { column: name, expected, found: actual };
  }
  return surplus === undefined
    ? null
    : { column: surplus, expected: 'no such column', found: found.get(surplus) ?? '' };
}

/** DuckDB reads its own short word for a type, and writes the long one. */
const WORDS: Readonly<Record<string, string>> = { TIMESTAMPTZ: 'TIMESTAMP WITH TIME ZONE' };
