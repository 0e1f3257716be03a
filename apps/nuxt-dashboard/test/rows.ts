import type { StoredRow } from './fixture-hub.ts';

/** A row as it is stored: `seconds` are those of `sessions` sessions together. */
function row(
  run_date: string,
  region: string,
  event_type: string,
  [event_count, row_count]: readonly [number, number],
  [seconds, sessions]: readonly [number | null, number],
  total_revenue: number | null,
): StoredRow {
  return {
    run_date,
    region,
    event_type,
    event_count,
    row_count,
    avg_session_duration__sum: seconds,
    avg_session_duration__count: sessions,
    total_revenue,
  };
}

/**
 * Four days, of which two are a week apart; odd names of regions; a mean whose mean would be wrong (10 s of one session,
 * 300 s of nine); nothing known of revenue but for purchases.
 */
export const rows: readonly StoredRow[] = [
  row('2026-07-17', 'north', 'purchase', [2, 2], [null, 0], 30),
  row('2026-07-24', 'EIRE/ie', 'login', [40, 50], [100, 2], null),
  row('2026-07-24', 'north', 'login', [60, 60], [300, 3], null),
  row('2026-07-24', 'north', 'purchase', [10, 10], [null, 0], 200),
  row('2026-07-30', 'north', 'purchase', [7, 7], [null, 0], 70),
  row('2026-07-31', 'EIRE/ie', 'login', [30, 35], [10, 1], null),
  row('2026-07-31', 'north', 'login', [80, 90], [300, 9], null),
  row('2026-07-31', 'north', 'purchase', [15, 15], [null, 0], 250.5),
  row('2026-07-31', 'north', 'refund', [1, 1], [null, 0], -20),
];
