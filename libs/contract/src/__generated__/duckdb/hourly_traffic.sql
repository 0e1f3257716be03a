-- Generated from libs/contract/schema by `npm run codegen`. Do not edit.
SELECT
  "run_date",
  "hour",
  "events",
  "purchases",
  "avg_session_duration",
  "avg_session_duration__sum",
  "avg_session_duration__count",
  "longest_session",
  "purchase_rate"
FROM (
SELECT
  "run_date",
  "hour",
  "events",
  "purchases",
  "avg_session_duration",
  "avg_session_duration__sum",
  "avg_session_duration__count",
  "longest_session",
  CAST(CAST(purchases AS DOUBLE) / NULLIF(events, 0) AS DOUBLE) AS "purchase_rate"
FROM (
SELECT
  "run_date",
  make_timestamptz(epoch_us("event_time") - ((epoch_us("event_time") % 3600000000) + 3600000000) % 3600000000) AS "hour",
  CAST(COUNT(*) AS BIGINT) AS "events",
  CAST(COUNT(*) FILTER (WHERE event_type = 'purchase') AS BIGINT) AS "purchases",
  CAST(SUM("session_duration_sec") AS DOUBLE) / NULLIF(COUNT("session_duration_sec"), 0) AS "avg_session_duration",
  CAST(SUM("session_duration_sec") AS BIGINT) AS "avg_session_duration__sum",
  CAST(COUNT("session_duration_sec") AS BIGINT) AS "avg_session_duration__count",
  CAST(MAX("session_duration_sec") AS INTEGER) AS "longest_session"
FROM events
GROUP BY 1, 2
)
)
ORDER BY "run_date" NULLS FIRST, "hour" NULLS FIRST
