import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { STAGED } from '../staging/staged-names.ts';
import { RELATIONS } from './names.ts';

// Which records came before is kept as a bit for each row, and as rows for nobody: of a file in which every record
// comes twice, a list of them (and the anti-join that each query over the events would make with it) is more than fits
// into memory.

/** Rows whose bits lie together. */
const ROWS_OF_BITS = 1 << 15;

const TASK = quoteName(STAGED.task);
const ROW = quoteName(STAGED.row);
const PART = quoteName('#part');
const BITS = quoteName('#bits');
const DUPLICATES = quoteName(RELATIONS.DUPLICATES);

const partOf = (row: string) => `${row} // ${ROWS_OF_BITS}`;
const bitOf = (row: string) => `CAST(${row} % ${ROWS_OF_BITS} AS INTEGER)`;

export async function createDuplicates(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE TEMP TABLE ${DUPLICATES} (${TASK} INTEGER, ${PART} BIGINT, ${BITS} BIT)`);
}

/** @param select gives the identity (`#task`, `#row`) of records that came before. Each is to be added once. */
export async function addDuplicates(connection: DuckDBConnection, select: string): Promise<void> {
  await connection.run(
    `INSERT INTO ${DUPLICATES}
     SELECT ${TASK}, ${partOf(ROW)} AS ${PART}, bitstring_agg(${bitOf(ROW)}, 0, ${ROWS_OF_BITS - 1})
     FROM (${select}) GROUP BY ALL`,
  );
}

/** How many were added, by task. */
export async function countDuplicates(connection: DuckDBConnection): Promise<ReadonlyMap<number, number>> {
  const rows = await connection.runAndReadAll(
    `SELECT ${TASK}, CAST(sum(bit_count(${BITS})) AS BIGINT) FROM ${DUPLICATES} GROUP BY 1`,
  );
  return new Map(rows.getRowsJson().map(([task, count]) => [Number(task), Number(count)]));
}

/**
 * To be called when all are added.
 * @param from what stands behind FROM; it has the identity of the records.
 * @returns the same, without those that came before.
 */
export async function withoutDuplicates(connection: DuckDBConnection, from: string): Promise<string> {
  // No join at all where it would take nothing away.
  if ((await countDuplicates(connection)).size === 0) return from;
  return `(SELECT * FROM ${from}) AS record LEFT JOIN
     (SELECT ${TASK}, ${PART}, bit_or(${BITS}) AS ${BITS} FROM ${DUPLICATES} GROUP BY ALL) AS duplicate
     ON duplicate.${TASK} = record.${TASK} AND duplicate.${PART} = ${partOf(`record.${ROW}`)}
     WHERE ${BITS} IS NULL OR get_bit(${BITS}, ${bitOf(`record.${ROW}`)}) = 0`;
}
