// Generated from libs/contract/schema by `npm run codegen`. Do not edit.
import { DailyMetricsRowsDocument, HourlyTrafficRowsDocument } from './operations.ts';

/** For each dataset, the operation that asks for every column of its rows, figures with @sunset left out. */
export const rowDocuments = {
  daily_metrics: DailyMetricsRowsDocument,
  hourly_traffic: HourlyTrafficRowsDocument,
} as const;
