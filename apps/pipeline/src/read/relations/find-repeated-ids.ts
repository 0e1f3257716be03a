import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { STAGED } from '../staging/staged-names.ts';
import { addDuplicates } from './duplicates.ts';
import { columnsOf, listOf } from './names.ts';
import { INPUT } from './source-query.ts';

/** So many hashes are counted in one pass, and the events of so many compared: what a pass keeps fits into memory. */
const COUNTED_AT_ONCE = 1_000_000;
const COMPARED_AT_ONCE = 100_000;

/** Place of a record in the order of the input, as one number: a file has fewer rows than 2^40. */
const ORDER = `CAST(${quoteName(STAGED.task)} AS BIGINT) * ${2 ** 40} + ${quoteName(STAGED.row)}`;

const HASH = quoteName(STAGED.hash);
const MET = quoteName('#met');

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
  await connection.run(`CREATE TEMP TABLE ${MET} (${HASH} INTEGER)`);
  try {
    await countHashes(connection, `read_parquet(${listOf(repeated)})`);
    await compareIds(connection, id);
  } finally {
    await connection.run(`DROP TABLE ${MET}`);
  }
}

/** Fills `#met` with the hashes that more than one event has: what was met before by chance has one. */
async function countHashes(connection: DuckDBConnection, repeated: string): Promise<void> {
  for (const ofPass of await passesOver(connection, repeated, COUNTED_AT_ONCE)) {
    await connection.run(
      `INSERT INTO ${MET}
       SELECT ${HASH} FROM ${quoteName(INPUT)} SEMI JOIN (SELECT ${HASH} FROM ${repeated} WHERE ${ofPass}) USING (${HASH})
       WHERE ${ofPass} GROUP BY 1 HAVING count(*) > 1`,
    );
  }
}

async function compareIds(connection: DuckDBConnection, id: string): Promise<void> {
  const identity = columnsOf([STAGED.task, STAGED.row]);
  const name = columnsOf([STAGED.runDate, id]);
  for (const ofPass of await passesOver(connection, MET, COMPARED_AT_ONCE)) {
    await addDuplicates(
      connection,
      `WITH alike AS MATERIALIZED (
         SELECT ${identity}, ${name}, ${ORDER} AS place FROM ${quoteName(INPUT)}
         SEMI JOIN (SELECT ${HASH} FROM ${MET} WHERE ${ofPass}) USING (${HASH}) WHERE ${ofPass}
       )
       SELECT ${identity} FROM alike
       ANTI JOIN (SELECT min(place) AS place FROM alike GROUP BY ${name}) USING (place)`,
    );
  }
}

/** Conditions that cut a relation of hashes into passes. Equal ids have equal hashes: they are in the same pass. */
async function passesOver(connection: DuckDBConnection, hashes: string, atOnce: number): Promise<string[]> {
  const rows = await connection.runAndReadAll(`SELECT count(*) FROM ${hashes}`);
  const passes = Math.ceil(Number(rows.getRowsJson()[0]?.[0]) / atOnce);
  return Array.from({ length: passes }, (_, pass) =>
    passes === 1 ? 'true' : `abs(CAST(${HASH} AS BIGINT)) % ${passes} = ${pass}`,
  );
}
