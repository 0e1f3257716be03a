-- Generated from libs/contract/schema by `npm run codegen`. Do not edit.
SELECT
  "run_date",
  "region",
  "event_type",
  "event_count",
  "row_count",
  "avg_session_duration",
  "avg_session_duration__sum",
  "avg_session_duration__count",
  "total_revenue"
FROM (
SELECT
  "run_date",
  "region",
  "event_type" AS "event_type",
  CAST(COUNT("user_id") AS BIGINT) AS "event_count",
  CAST(COUNT(*) AS BIGINT) AS "row_count",
  CAST(SUM("session_duration_sec") AS DOUBLE) / NULLIF(COUNT("session_duration_sec"), 0) AS "avg_session_duration",
  CAST(SUM("session_duration_sec") AS BIGINT) AS "avg_session_duration__sum",
  CAST(COUNT("session_duration_sec") AS BIGINT) AS "avg_session_duration__count",
  CAST(SUM("revenue_usd") AS DECIMAL(28,4)) AS "total_revenue"
FROM events
GROUP BY 1, 2, 3
)
ORDER BY "run_date" NULLS FIRST, "region" NULLS FIRST, "event_type" NULLS FIRST
