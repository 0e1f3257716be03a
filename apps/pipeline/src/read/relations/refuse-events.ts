import type { FieldIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EventPlan } from '../plan-record.ts';
import type { Rule } from '../rules.ts';
import { STAGED } from '../staging/staged-names.ts';
import { columnsOf, RELATIONS } from './names.ts';
import { IDENTITY } from './source-query.ts';

/**
 * Holds the events that SQL made to the event's rules, as the parser does where the record is the event: the same
 * rules in the same order, the fields in the order of the contract, the business day last.
 *
 * Reads `#mapped`; leaves `#refused_events` (the columns of `IDENTITY`, `rule`, `detail`).
 */
export async function refuseEvents(
  connection: DuckDBConnection,
  { event, labels, zone }: EventPlan,
): Promise<void> {
  const when = (condition: string, rule: Rule, field: FieldIr) =>
    `WHEN ${condition} THEN {'rule': ${quoteText(rule)}, 'detail': ${quoteText(field.name)}}`;
  const values = event.fields.flatMap((field) => {
    const value = `${quoteName(field.name)}.v`;
    return [
      when(`${quoteName(field.name)} IS NULL`, 'source_sql_failed', field),
      ...(labels.has(field.name) ? [when(noLabel(value), 'invalid_text', field)] : []),
      ...(field.type.kind === 'double' ? [when(`NOT isfinite(${value})`, 'wrong_type', field)] : []),
    ];
  });
  const required = event.fields
    .filter((field) => !field.nullable)
    .map((field) => when(`${quoteName(field.name)}.v IS NULL`, 'missing_required', field));
  const time = event.fields.find((field) => field.name === event.timeField);
  const otherDay =
    time &&
    `CAST(CAST(timezone(${quoteText(zone)}, ${quoteName(time.name)}.v) AS DATE) AS VARCHAR) <> ${quoteName(STAGED.runDate)}`;
  const cases = [...values, ...required, ...(time && otherDay ? [when(otherDay, 'wrong_day', time)] : [])];
  await connection.run(
    `CREATE TEMP TABLE ${quoteName(RELATIONS.REFUSED)} AS
     SELECT ${columnsOf(Object.keys(IDENTITY))}, refusal.rule AS rule, refusal.detail AS detail
     FROM (SELECT *, CASE ${cases.join('\n')} END AS refusal FROM ${quoteName(RELATIONS.MAPPED)})
     WHERE refusal IS NOT NULL`,
  );
}

/** Empty, longer than 128 bytes, or with a control character (category Cc), as `isLabel` says of staged text. */
function noLabel(value: string): string {
  return `(${value} = '' OR octet_length(encode(${value})) > 128 OR regexp_matches(${value}, '\\p{Cc}'))`;
}
