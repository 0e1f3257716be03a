import type { FieldIr } from '../ir.ts';
import { quoteName, quoteText } from './duckdb-aggregate.ts';
import type { EventRules } from './parser-plan.ts';

/**
 * SELECT of the events that break a rule: the columns of `relation` other than the event's, then `rule` and `detail`
 * (the field). The rules and their order are those of a parser whose record is the event: each value, in the order
 * of the contract; then what is required; then the business day.
 *
 * @param relation has for each field of the event a `STRUCT(v <type>)`, null where the value could not be computed.
 * @param runDate name of its column with the business day, `YYYY-MM-DD`.
 */
export function refusedEventsSql(rules: EventRules, relation: string, runDate: string): string {
  const { event, labels, zones } = rules;
  const when = (condition: string, rule: string, field: FieldIr) =>
    `WHEN ${condition} THEN {'rule': ${quoteText(rule)}, 'detail': ${quoteText(field.name)}}`;
  const values = event.fields.flatMap((field) => [
    when(`${quoteName(field.name)} IS NULL`, 'source_sql_failed', field),
    ...(labels.includes(field.name) ? [when(noLabel(computed(field)), 'invalid_text', field)] : []),
    ...(field.type.kind === 'double' ? [when(`NOT isfinite(${computed(field)})`, 'wrong_type', field)] : []),
  ]);
  const required = event.fields
    .filter((field) => !field.nullable)
    .map((field) => when(`${computed(field)} IS NULL`, 'missing_required', field));
  const time = event.fields.find((field) => field.name === event.timeField);
  const day = time
    ? [when(`${businessDay(computed(time), zones[0] ?? 'UTC')} <> ${quoteName(runDate)}`, 'wrong_day', time)]
    : [];
  const names = event.fields.map((field) => quoteName(field.name)).join(', ');
  return [
    `SELECT * EXCLUDE (${names}, refusal), refusal.rule AS rule, refusal.detail AS detail`,
    `FROM (SELECT *, CASE\n  ${[...values, ...required, ...day].join('\n  ')}\nEND AS refusal FROM ${relation})`,
    'WHERE refusal IS NOT NULL',
  ].join('\n');
}

function computed(field: FieldIr): string {
  return `${quoteName(field.name)}.v`;
}

/** Empty, longer than 128 bytes, or with a control character (Unicode category Cc). */
function noLabel(value: string): string {
  return `(${value} = '' OR octet_length(encode(${value})) > 128 OR regexp_matches(${value}, '\\p{Cc}'))`;
}

function businessDay(value: string, zone: string): string {
  return `CAST(CAST(timezone(${quoteText(zone)}, ${value}) AS DATE) AS VARCHAR)`;
}
