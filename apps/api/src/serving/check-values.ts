import { type DatasetIr, sqlTypeName } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Misfit } from './judge-columns.ts';
import { OWN, type ServingNames } from './serving-names.ts';

/** A value that the contract does not have, and the number of the file that it came from. */
export interface ValueDefect {
  readonly id: number;
  readonly misfit: Misfit;
}

/**
 * Looks, in one scan, for a null where the contract has none, and for a double that JSON has no word for.
 * @param first number of the first file to look at
 */
export async function checkValues(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  names: ServingNames,
  first: number,
): Promise<ValueDefect | null> {
  const rules = dataset.stored.flatMap(({ name, type, nullable }) => {
    const column = quoteName(name);
    const word = sqlTypeName(type);
    return [
      ...(nullable
        ? []
        : [{ name, broken: `${column} IS NULL`, found: 'null', expected: `${word}, never null` }]),
      ...(type.kind === 'double'
        ? [{ name, broken: `NOT isfinite(${column})`, found: 'NaN or infinite', expected: `${word}, finite` }]
        : []),
    ];
  });
  if (rules.length === 0) return null;
  const reader = await connection.runAndReadAll(
    `SELECT ${rules.map(({ broken }) => `MIN(${OWN.file}) FILTER (WHERE ${broken})`).join(', ')}
FROM ${names.rows} WHERE ${OWN.file} >= ${first}`,
  );
  const files = (reader.getRows()[0] ?? []) as (number | null)[];
  for (const [index, { name, found, expected }] of rules.entries()) {
    const id = files[index] ?? null;
    if (id !== null) return { id, misfit: { column: name, expected, found, adaptation: null } };
  }
  return null;
}
