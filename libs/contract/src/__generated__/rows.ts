// Generated from libs/contract/schema by `npm run codegen`. Do not edit.

/** An event of type `Event`. */
export interface EventRecord {
  /** Names the event once; a second one with the same id on the same day is a duplicate. */
  readonly event_id: string | null;
  /** When it happened. Its day is the business day. */
  readonly event_time: string | null;
  /** Who did it. Null where nobody was signed in. */
  readonly user_id: string | null;
  /** What was done. */
  readonly event_type: string;
  /** Where the event counts. */
  readonly region: string;
  /** Length of the session that the event closed. */
  readonly session_duration_sec: number | null;
  /** Money that the event brought; negative where it was given back. */
  readonly revenue_usd: string | null;
}

/** A raw record of the source `online-retail`. */
export interface RetailLineRecord {
  /** Six digits; `C` in front is a cancellation, `A` an adjustment. */
  readonly InvoiceNo: string;
  readonly StockCode: string | null;
  readonly Description: string | null;
  readonly Quantity: number;
  readonly UnitPrice: string;
  /** A number that the export writes with `.0` behind it. */
  readonly CustomerID: string | null;
  readonly Country: string;
}

/** A row of `daily_metrics` as it is stored: 64-bit integers as bigint, decimals as text. */
export interface MetricStoredRow {
  readonly run_date: string;
  readonly region: string;
  /** Kind of event. */
  readonly event_type: string;
  /** Events that have a user. */
  readonly event_count: bigint;
  /** All events, with a user or without. */
  readonly row_count: bigint;
  /** Mean length of the sessions that were closed. */
  readonly avg_session_duration: number | null;
  readonly avg_session_duration__sum: bigint | null;
  readonly avg_session_duration__count: bigint;
  /** Money taken, less money given back. */
  readonly total_revenue: string | null;
}

/** A row of `hourly_traffic` as it is stored: 64-bit integers as bigint, decimals as text. */
export interface TrafficStoredRow {
  readonly run_date: string;
  /** When the hour begins. Null for events without a time. */
  readonly hour: string | null;
  /** All events. */
  readonly events: bigint;
  /** Events that are a purchase. */
  readonly purchases: bigint;
  /** Mean length of the sessions that were closed. */
  readonly avg_session_duration: number | null;
  readonly avg_session_duration__sum: bigint | null;
  readonly avg_session_duration__count: bigint;
  /** Length of the longest session that was closed. */
  readonly longest_session: number | null;
  /** Purchases, as a part of all events. */
  readonly purchase_rate: number | null;
}
