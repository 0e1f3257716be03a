/**
 * Why a record is refused. The codes stand in the quarantine and in manifests: they are never renamed.
 * `detail` of a refused record names the field, where one is to blame.
 */
export const RULES = {
  invalid_json:
    'Not JSON as RFC 8259 defines it: cut short, NaN, a comma too many, a comment, a control character…',
  too_deep: 'A value that is nested deeper than 512 levels.',
  not_an_object: 'JSON, but not an object.',
  duplicate_field: 'A declared field is named twice: no one can say which of the two is meant.',
  invalid_csv:
    'Not a record as RFC 4180 defines it: a stray quote, or another number of values than the header.',
  invalid_utf8: 'Bytes that are not UTF-8, or half of a surrogate pair.',
  wrong_type: 'A value that its field cannot take: another type, out of range, a day that does not exist.',
  missing_required: 'A required field is null, empty (CSV), or not there.',
  invalid_text:
    'A dimension or partition value that is empty, longer than 128 bytes, or has a control character.',
  wrong_day: 'The event happened on another business day than the one published.',
  source_sql_failed: "The source's SQL cannot compute a value of this record.",
} as const;

/** Stable code of a rule. */
export type Rule = keyof typeof RULES;
