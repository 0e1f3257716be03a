import { quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DayBounds } from './staging/staged-records.ts';

/** Where each business day begins and ends in a zone, by DuckDB's ICU: the one that cuts hours when it aggregates. */
export async function dayBounds(
  connection: DuckDBConnection,
  days: Iterable<string>,
  zone: string,
): Promise<ReadonlyMap<string, DayBounds>> {
  const unique = [...new Set(days)];
  const at = (day: string) =>
    `CAST(epoch(timezone(${quoteText(zone)}, CAST(${day} AS TIMESTAMP))) AS BIGINT)`;
  const rows = await connection.runAndReadAll(
    `SELECT day, ${at('day')}, ${at('day + INTERVAL 1 DAY')} FROM (SELECT unnest([${unique.map((day) => `DATE ${quoteText(day)}`).join(', ')}]) AS day)`,
  );
  return new Map(
    rows.getRowsJson().map(([day, start, end]) => [String(day), { start: Number(start), end: Number(end) }]),
  );
}
