-- Generated from libs/contract/schema by `npm run codegen`. Do not edit.
SELECT * EXCLUDE ("event_id", "event_time", "user_id", "event_type", "region", "session_duration_sec", "revenue_usd", refusal), refusal.rule AS rule, refusal.detail AS detail
FROM (SELECT *, CASE
  WHEN "event_id" IS NULL THEN {'rule': 'source_sql_failed', 'detail': 'event_id'}
  WHEN "event_time" IS NULL THEN {'rule': 'source_sql_failed', 'detail': 'event_time'}
  WHEN "user_id" IS NULL THEN {'rule': 'source_sql_failed', 'detail': 'user_id'}
  WHEN "event_type" IS NULL THEN {'rule': 'source_sql_failed', 'detail': 'event_type'}
  WHEN ("event_type".v = '' OR octet_length(encode("event_type".v)) > 128 OR regexp_matches("event_type".v, '\p{Cc}')) THEN {'rule': 'invalid_text', 'detail': 'event_type'}
  WHEN "region" IS NULL THEN {'rule': 'source_sql_failed', 'detail': 'region'}
  WHEN ("region".v = '' OR octet_length(encode("region".v)) > 128 OR regexp_matches("region".v, '\p{Cc}')) THEN {'rule': 'invalid_text', 'detail': 'region'}
  WHEN "session_duration_sec" IS NULL THEN {'rule': 'source_sql_failed', 'detail': 'session_duration_sec'}
  WHEN "revenue_usd" IS NULL THEN {'rule': 'source_sql_failed', 'detail': 'revenue_usd'}
  WHEN "event_type".v IS NULL THEN {'rule': 'missing_required', 'detail': 'event_type'}
  WHEN "region".v IS NULL THEN {'rule': 'missing_required', 'detail': 'region'}
  WHEN CAST(CAST(timezone('UTC', "event_time".v) AS DATE) AS VARCHAR) <> "run_date" THEN {'rule': 'wrong_day', 'detail': 'event_time'}
END AS refusal FROM mapped)
WHERE refusal IS NOT NULL
