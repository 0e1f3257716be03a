import { quoteName } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { STAGED } from '../staging/staged-names.ts';
import { columnsOf, listOf, RELATIONS } from './names.ts';
import { INPUT } from './source-query.ts';

/**
 * The same as `findDuplicates` where ids were hashed as they were parsed: only events whose hash was met before are
 * looked at, and their ids are compared as they are. No event is lost to chance.
 *
 * @param id name of the id's column in `#input`.
 * @param repeated files of the hashes that were met before.
 * @returns how many duplicates there are.
 */
export async function findRepeatedIds(
  connection: DuckDBConnection,
  id: string,
  repeated: readonly string[],
): Promise<number> {
  if (repeated.length === 0) return 0;
  const hash = quoteName(STAGED.hash);
  const input = quoteName(INPUT);
  const result = await connection.run(
    `INSERT INTO ${quoteName(RELATIONS.DUPLICATES)}
     WITH met AS (
       SELECT ${hash} FROM ${input} SEMI JOIN read_parquet(${listOf(repeated)}) USING (${hash})
       GROUP BY 1 HAVING count(*) > 1
     )
     SELECT ${columnsOf([STAGED.task, STAGED.row, STAGED.runDate])}
     FROM ${input} SEMI JOIN met USING (${hash})
     QUALIFY row_number() OVER (
       PARTITION BY ${columnsOf([STAGED.runDate, id])} ORDER BY ${columnsOf([STAGED.task, STAGED.row])}
     ) > 1`,
  );
  return result.rowsChanged;
}
