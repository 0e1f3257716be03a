import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { STAGED } from '../staging/staged-names.ts';
import { columnsOf, RELATIONS } from './names.ts';

/**
 * Finds the events whose id came before on the same day; the first in the order of the input stays.
 *
 * Only hashes of 64 bits are grouped: they cost a third of the memory that the ids would, and no more than a few
 * meet by chance. Ids themselves are compared where hashes meet, so that no event is lost to chance.
 *
 * Fills `#duplicates` (`#task`, `#row`, `#run_date`).
 *
 * @returns how many.
 * @param rows SELECT that gives the identity of each event, and its id as `id`.
 */
export async function findDuplicates(connection: DuckDBConnection, rows: string): Promise<number> {
  const day = quoteName(STAGED.runDate);
  const key = `hash(id, ${day})`;
  const result = await connection.run(
    `INSERT INTO ${quoteName(RELATIONS.DUPLICATES)}
     WITH met AS (SELECT ${key} AS met_key FROM (${rows}) WHERE id IS NOT NULL GROUP BY 1 HAVING count(*) > 1)
     SELECT ${columnsOf([STAGED.task, STAGED.row, STAGED.runDate])}
     FROM (${rows}) SEMI JOIN met ON ${key} = met_key
     WHERE id IS NOT NULL
     QUALIFY row_number() OVER (PARTITION BY ${day}, id ORDER BY ${columnsOf([STAGED.task, STAGED.row])}) > 1`,
  );
  return result.rowsChanged;
}
