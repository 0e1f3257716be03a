import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { STAGED } from '../staging/staged-names.ts';
import { addDuplicates } from './duplicates.ts';
import { columnsOf, listOf } from './names.ts';
import { INPUT } from './source-query.ts';

/** So many hashes are looked at in one pass: what a pass keeps of their events fits into memory. */
const HASHES_OF_PASS = 200_000;

/** Place of a record in the order of the input, as one number: a file has fewer rows than 2^40. */
const ORDER = `CAST(${quoteName(STAGED.task)} AS BIGINT) * ${2 ** 40} + ${quoteName(STAGED.row)}`;

/**
 * The same as `findDuplicates` where ids were hashed as they were parsed: only events whose hash was met before are
 * looked at, and their ids are compared as they are. No event is lost to chance.
 * Adds them to `#duplicates`.
 *
 * @param id name of the id's column in `#input`.
 * @param repeated files of the hashes that were met before.
 */
export async function findRepeatedIds(
  connection: DuckDBConnection,
  id: string,
  repeated: readonly string[],
): Promise<void> {
  if (repeated.length === 0) return;
  const hash = quoteName(STAGED.hash);
  const input = quoteName(INPUT);
  const passes = Math.ceil((await countRows(connection, repeated)) / HASHES_OF_PASS);
  for (let pass = 0; pass < passes; pass++) {
    // Equal ids have equal hashes: they meet in the same pass.
    const ofPass = passes === 1 ? 'true' : `abs(CAST(${hash} AS BIGINT)) % ${passes} = ${pass}`;
    await addDuplicates(
      connection,
      `WITH met AS NOT MATERIALIZED (
         SELECT *, ${ORDER} AS place FROM ${input}
         SEMI JOIN (SELECT ${hash} FROM read_parquet(${listOf(repeated)}) WHERE ${ofPass}) USING (${hash})
         WHERE ${ofPass}
       )
       SELECT ${columnsOf([STAGED.task, STAGED.row])} FROM met
       ANTI JOIN (SELECT min(place) AS place FROM met GROUP BY ${columnsOf([STAGED.runDate, id])}) USING (place)`,
    );
  }
}

async function countRows(connection: DuckDBConnection, paths: readonly string[]): Promise<number> {
  const rows = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${listOf(paths)})`);
  return Number(rows.getRowsJson()[0]?.[0]);
}
