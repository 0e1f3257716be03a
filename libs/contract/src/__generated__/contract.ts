// Generated from libs/contract/schema by `npm run codegen`. Do not edit.
import type { ContractIr } from '../ir.ts';

/** Names of the datasets that are published. */
export type DatasetName = "daily_metrics" | "hourly_traffic";

/** Names of the sources that `datahub publish --source` takes. */
export type SourceName = "online-retail" | "product-events";

/** The contract, compiled. */
export const contract: ContractIr = {
  "access": [],
  "datasets": [
    {
      "checks": [],
      "columns": [
        {
          "checks": [],
          "description": "Kind of event.",
          "grain": null,
          "name": "event_type",
          "nullable": false,
          "of": "event_type",
          "role": "dimension",
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "agg": "COUNT",
          "checks": [],
          "description": "Events that have a user.",
          "name": "event_count",
          "nullable": false,
          "of": "user_id",
          "parts": null,
          "role": "measure",
          "type": {
            "kind": "bigint"
          },
          "unit": null,
          "where": null
        },
        {
          "agg": "COUNT",
          "checks": [],
          "description": "All events, with a user or without.",
          "name": "row_count",
          "nullable": false,
          "of": null,
          "parts": null,
          "role": "measure",
          "type": {
            "kind": "bigint"
          },
          "unit": null,
          "where": null
        },
        {
          "agg": "AVG",
          "checks": [],
          "description": "Mean length of the sessions that were closed.",
          "name": "avg_session_duration",
          "nullable": true,
          "of": "session_duration_sec",
          "parts": {
            "count": {
              "name": "avg_session_duration__count",
              "nullable": false,
              "type": {
                "kind": "bigint"
              }
            },
            "sum": {
              "name": "avg_session_duration__sum",
              "nullable": true,
              "type": {
                "kind": "bigint"
              }
            }
          },
          "role": "measure",
          "type": {
            "kind": "double"
          },
          "unit": "s",
          "where": null
        },
        {
          "agg": "SUM",
          "checks": [],
          "description": "Money taken, less money given back.",
          "name": "total_revenue",
          "nullable": true,
          "of": "revenue_usd",
          "parts": null,
          "role": "measure",
          "type": {
            "kind": "decimal",
            "precision": 28,
            "scale": 4
          },
          "unit": "USD",
          "where": null
        }
      ],
      "description": "What happened on one day in one region, by kind of event.",
      "event": "Event",
      "fieldName": "dailyMetrics",
      "name": "daily_metrics",
      "partitionBy": [
        "run_date",
        "region"
      ],
      "sql": null,
      "sqlFile": null,
      "storageHash": "9da9550000a86390b63a5de3393c2167597b1a2c9f371548042f657c2d0708b8",
      "stored": [
        {
          "name": "event_type",
          "nullable": false,
          "type": {
            "kind": "string"
          }
        },
        {
          "name": "event_count",
          "nullable": false,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "row_count",
          "nullable": false,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "avg_session_duration",
          "nullable": true,
          "type": {
            "kind": "double"
          }
        },
        {
          "name": "avg_session_duration__sum",
          "nullable": true,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "avg_session_duration__count",
          "nullable": false,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "total_revenue",
          "nullable": true,
          "type": {
            "kind": "decimal",
            "precision": 28,
            "scale": 4
          }
        }
      ],
      "typeName": "Metric",
      "zone": "UTC"
    },
    {
      "checks": [],
      "columns": [
        {
          "checks": [],
          "description": "When the hour begins. Null for events without a time.",
          "grain": "HOUR",
          "name": "hour",
          "nullable": true,
          "of": "event_time",
          "role": "dimension",
          "type": {
            "kind": "timestamp"
          },
          "unit": null
        },
        {
          "agg": "COUNT",
          "checks": [],
          "description": "All events.",
          "name": "events",
          "nullable": false,
          "of": null,
          "parts": null,
          "role": "measure",
          "type": {
            "kind": "bigint"
          },
          "unit": null,
          "where": null
        },
        {
          "agg": "COUNT",
          "checks": [],
          "description": "Events that are a purchase.",
          "name": "purchases",
          "nullable": false,
          "of": null,
          "parts": null,
          "role": "measure",
          "type": {
            "kind": "bigint"
          },
          "unit": null,
          "where": "event_type = 'purchase'"
        },
        {
          "agg": "AVG",
          "checks": [],
          "description": "Mean length of the sessions that were closed.",
          "name": "avg_session_duration",
          "nullable": true,
          "of": "session_duration_sec",
          "parts": {
            "count": {
              "name": "avg_session_duration__count",
              "nullable": false,
              "type": {
                "kind": "bigint"
              }
            },
            "sum": {
              "name": "avg_session_duration__sum",
              "nullable": true,
              "type": {
                "kind": "bigint"
              }
            }
          },
          "role": "measure",
          "type": {
            "kind": "double"
          },
          "unit": "s",
          "where": null
        },
        {
          "agg": "MAX",
          "checks": [],
          "description": "Length of the longest session that was closed.",
          "name": "longest_session",
          "nullable": true,
          "of": "session_duration_sec",
          "parts": null,
          "role": "measure",
          "type": {
            "kind": "int"
          },
          "unit": "s",
          "where": null
        },
        {
          "checks": [],
          "description": "Purchases, as a part of all events.",
          "expr": "CAST(purchases AS DOUBLE) / NULLIF(events, 0)",
          "name": "purchase_rate",
          "nullable": true,
          "role": "derived",
          "type": {
            "kind": "double"
          },
          "unit": null
        }
      ],
      "description": "What happened in one hour, everywhere.",
      "event": "Event",
      "fieldName": "hourlyTraffic",
      "name": "hourly_traffic",
      "partitionBy": [
        "run_date"
      ],
      "sql": null,
      "sqlFile": null,
      "storageHash": "ae091bfa06f63c007bf45d4fe39f3e15fe560a6ffebd7c6d9a160c5f75fa44d2",
      "stored": [
        {
          "name": "hour",
          "nullable": true,
          "type": {
            "kind": "timestamp"
          }
        },
        {
          "name": "events",
          "nullable": false,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "purchases",
          "nullable": false,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "avg_session_duration",
          "nullable": true,
          "type": {
            "kind": "double"
          }
        },
        {
          "name": "avg_session_duration__sum",
          "nullable": true,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "avg_session_duration__count",
          "nullable": false,
          "type": {
            "kind": "bigint"
          }
        },
        {
          "name": "longest_session",
          "nullable": true,
          "type": {
            "kind": "int"
          }
        },
        {
          "name": "purchase_rate",
          "nullable": true,
          "type": {
            "kind": "double"
          }
        }
      ],
      "typeName": "Traffic",
      "zone": "UTC"
    }
  ],
  "events": [
    {
      "description": "One event as the applications log it, after cleaning. Never served.",
      "fields": [
        {
          "checks": [],
          "description": "Names the event once; a second one with the same id on the same day is a duplicate.",
          "name": "event_id",
          "nullable": true,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "When it happened. Its day is the business day.",
          "name": "event_time",
          "nullable": true,
          "type": {
            "kind": "timestamp"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "Who did it. Null where nobody was signed in.",
          "name": "user_id",
          "nullable": true,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "What was done.",
          "name": "event_type",
          "nullable": false,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "Where the event counts.",
          "name": "region",
          "nullable": false,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "Length of the session that the event closed.",
          "name": "session_duration_sec",
          "nullable": true,
          "type": {
            "kind": "int"
          },
          "unit": "s"
        },
        {
          "checks": [],
          "description": "Money that the event brought; negative where it was given back.",
          "name": "revenue_usd",
          "nullable": true,
          "type": {
            "kind": "decimal",
            "precision": 18,
            "scale": 4
          },
          "unit": "USD"
        }
      ],
      "idField": "event_id",
      "timeField": "event_time",
      "typeName": "Event"
    }
  ],
  "irVersion": 1,
  "sources": [
    {
      "description": "A line of an invoice, as the shop exports it.",
      "event": "Event",
      "fields": [
        {
          "checks": [],
          "description": "Six digits; `C` in front is a cancellation, `A` an adjustment.",
          "name": "InvoiceNo",
          "nullable": false,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": null,
          "name": "StockCode",
          "nullable": true,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": null,
          "name": "Description",
          "nullable": true,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": null,
          "name": "Quantity",
          "nullable": false,
          "type": {
            "kind": "int"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": null,
          "name": "UnitPrice",
          "nullable": false,
          "type": {
            "kind": "decimal",
            "precision": 18,
            "scale": 4
          },
          "unit": "GBP"
        },
        {
          "checks": [],
          "description": "A number that the export writes with `.0` behind it.",
          "name": "CustomerID",
          "nullable": true,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": null,
          "name": "Country",
          "nullable": false,
          "type": {
            "kind": "string"
          },
          "unit": null
        }
      ],
      "format": "CSV",
      "name": "online-retail",
      "sql": "-- One event for one line of an invoice. `InvoiceDate` has no zone and files come a day each:\n-- the business day is the file's.\nSELECT\n  CAST(NULL AS VARCHAR) AS event_id,\n  CAST(NULL AS TIMESTAMP) AS event_time,\n  CASE WHEN CustomerID LIKE '%.0' THEN split_part(CustomerID, '.', 1) ELSE CustomerID END AS user_id,\n  CASE\n    WHEN InvoiceNo LIKE 'C%' THEN 'cancellation'\n    WHEN InvoiceNo LIKE 'A%' THEN 'adjustment'\n    ELSE 'purchase'\n  END AS event_type,\n  Country AS region,\n  CAST(NULL AS INT) AS session_duration_sec,\n  CAST(CAST(Quantity AS DECIMAL(18, 0)) * UnitPrice AS DECIMAL(18, 4)) AS revenue_usd\nFROM input",
      "sqlFile": "sources/online-retail.sql",
      "typeName": "RetailLine"
    },
    {
      "description": "One event as the applications log it, after cleaning. Never served.",
      "event": "Event",
      "fields": [
        {
          "checks": [],
          "description": "Names the event once; a second one with the same id on the same day is a duplicate.",
          "name": "event_id",
          "nullable": true,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "When it happened. Its day is the business day.",
          "name": "event_time",
          "nullable": true,
          "type": {
            "kind": "timestamp"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "Who did it. Null where nobody was signed in.",
          "name": "user_id",
          "nullable": true,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "What was done.",
          "name": "event_type",
          "nullable": false,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "Where the event counts.",
          "name": "region",
          "nullable": false,
          "type": {
            "kind": "string"
          },
          "unit": null
        },
        {
          "checks": [],
          "description": "Length of the session that the event closed.",
          "name": "session_duration_sec",
          "nullable": true,
          "type": {
            "kind": "int"
          },
          "unit": "s"
        },
        {
          "checks": [],
          "description": "Money that the event brought; negative where it was given back.",
          "name": "revenue_usd",
          "nullable": true,
          "type": {
            "kind": "decimal",
            "precision": 18,
            "scale": 4
          },
          "unit": "USD"
        }
      ],
      "format": "NDJSON",
      "name": "product-events",
      "sql": null,
      "sqlFile": null,
      "typeName": "Event"
    }
  ],
  "sunsets": [],
  "wireHash": "f3bc47e7f9fdee218be5070eb0c27dd3781b0a9ab96eb046f52b0d81d8fe847e"
};
