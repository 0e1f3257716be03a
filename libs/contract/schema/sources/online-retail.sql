-- One event for one line of an invoice. `InvoiceDate` has no zone and files come a day each:
-- the business day is the file's.
SELECT
  CAST(NULL AS VARCHAR) AS event_id,
  CAST(NULL AS TIMESTAMP) AS event_time,
  CASE WHEN CustomerID LIKE '%.0' THEN split_part(CustomerID, '.', 1) ELSE CustomerID END AS user_id,
  CASE
    WHEN InvoiceNo LIKE 'C%' THEN 'cancellation'
    WHEN InvoiceNo LIKE 'A%' THEN 'adjustment'
    ELSE 'purchase'
  END AS event_type,
  Country AS region,
  CAST(NULL AS INT) AS session_duration_sec,
  CAST(CAST(Quantity AS DECIMAL(18, 0)) * UnitPrice AS DECIMAL(18, 4)) AS revenue_usd
FROM input
