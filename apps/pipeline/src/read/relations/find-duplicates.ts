import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { STAGED } from '../staging/staged-names.ts';
import { addDuplicates } from './duplicates.ts';
import { columnsOf } from './names.ts';
import { RepeatedHits } from './repeated-hits.ts';

const DAY = quoteName(STAGED.runDate);
const CANDIDATES = quoteName('#candidates');

/**
 * Finds the events whose id came before on the same day; the first in the order of the input stays.
 *
 * To group millions of ids takes more memory than there is, and most of the time. So each id is first hashed to one of
 * many bits: only ids whose bit was hit more than once (duplicates, and a few that meet by chance) are looked at
 * again, and those are compared as they are. No event is lost to chance.
 *
 * Adds them to `#duplicates`.
 *
 * @param rows SELECT that gives the identity of each event, and its id as `id`.
 * @param count how many events there are, at most.
 */
export async function findDuplicates(
  connection: DuckDBConnection,
  rows: string,
  count: number,
): Promise<void> {
  const repeated = new RepeatedHits(count);
  const bit = `CAST(hash(id, ${DAY}) & ${repeated.mask} AS UINTEGER)`;
  const result = await connection.stream(`SELECT ${bit} FROM (${rows}) WHERE id IS NOT NULL`);
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const bits = chunk.getColumnVector(0);
    for (let index = 0; index < chunk.rowCount; index++) repeated.hit(bits.getItem(index) as number);
  }
  const candidates = repeated.repeated();
  if (candidates.length === 0) return;
  await connection.run(`CREATE TEMP TABLE ${CANDIDATES} (bit UINTEGER)`);
  try {
    await append(connection, candidates);
    await insertDuplicates(connection, rows, bit);
  } finally {
    await connection.run(`DROP TABLE ${CANDIDATES}`);
  }
}

/** Rows of a chunk of DuckDB. */
const CHUNK = 2048;

async function append(connection: DuckDBConnection, bits: Uint32Array): Promise<void> {
  // Not before it is needed: loading DuckDB takes a while, and not every run of the program gets here.
  const { DuckDBDataChunk, UINTEGER } = await import('@duckdb/node-api');
  const appender = await connection.createAppender('#candidates', 'main', 'temp');
  for (let from = 0; from < bits.length; from += CHUNK) {
    const part = bits.subarray(from, from + CHUNK);
    const chunk = DuckDBDataChunk.create([UINTEGER], part.length);
    chunk.setColumnValues(0, Array.from(part));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function insertDuplicates(connection: DuckDBConnection, rows: string, bit: string): Promise<void> {
  const key = `hash(id, ${DAY})`;
  await addDuplicates(
    connection,
    `WITH met AS (
       SELECT ${key} AS met_key FROM (${rows}) SEMI JOIN ${CANDIDATES} AS candidate ON ${bit} = candidate.bit
       WHERE id IS NOT NULL GROUP BY 1 HAVING count(*) > 1
     )
     SELECT ${columnsOf([STAGED.task, STAGED.row])}
     FROM (${rows}) SEMI JOIN met ON ${key} = met_key
     WHERE id IS NOT NULL
     QUALIFY row_number() OVER (PARTITION BY ${DAY}, id ORDER BY ${columnsOf([STAGED.task, STAGED.row])}) > 1`,
  );
}
