import { quoteName, refusedEventsSql } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventPlan } from '../plan-event.ts';
import { STAGED } from '../staging/staged-names.ts';
import { RELATIONS } from './names.ts';

/**
 * Holds the events that SQL made to the event's rules, as the parser does where the record is the event. Reads
 * `#mapped`; leaves `#refused_events` (the columns of `IDENTITY`, `rule`, `detail`).
 */
export async function refuseEvents(connection: DuckDBConnection, event: EventPlan): Promise<void> {
  const refused = refusedEventsSql(event, quoteName(RELATIONS.MAPPED), STAGED.runDate);
  await connection.run(`CREATE TEMP TABLE ${quoteName(RELATIONS.REFUSED)} AS ${refused}`);
}
