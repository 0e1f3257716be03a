import type { UsageDay } from './count-usage.ts';
import type { StoredUsage } from './usage-folder.ts';

/** Use of the schema, as `GET /usage` answers it. */
export interface UsageReport {
  /** Since then all days are counted without a gap, ISO 8601. Entries may reach back farther. */
  readonly from: string;
  readonly to: string;
  /** By coordinate, client and version. What is not listed was not used. */
  readonly entries: readonly UsageEntry[];
  /** Days of which figures are lost: a file is torn. `from` lies behind them. */
  readonly unreadable: readonly string[];
}

export interface UsageEntry {
  readonly coordinate: string;
  readonly client: string;
  readonly version: string;
  /** Operations that used it, not fields that were resolved. */
  readonly count: number;
  /** First and last day (UTC), `YYYY-MM-DD`. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/**
 * Sums what all processes counted.
 * @param own what this process holds; today is among it
 * @param stored what was written besides
 * @param since first day to sum, `YYYY-MM-DD`; null for all that is kept
 */
export function sumUsage(own: readonly UsageDay[], stored: StoredUsage, since: string | null): UsageReport {
  const days = [...own, ...stored.days];
  const entries = new Map<string, UsageEntry>();
  for (const { day, entries: counts } of days) {
    if (since !== null && day < since) continue;
    for (const { coordinate, client, version, count } of counts) {
      const key = JSON.stringify([coordinate, client, version]);
      const known = entries.get(key);
      entries.set(key, {
        coordinate,
        client,
        version,
        count: (known?.count ?? 0) + count,
        firstSeen: least(known?.firstSeen, day),
        lastSeen: known === undefined || known.lastSeen < day ? day : known.lastSeen,
      });
    }
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  const to = days.reduce((latest, day) => (day.to > latest ? day.to : latest), '');
  return {
    from: coveredSince(days, stored.unreadable, to),
    to,
    entries: sorted,
    unreadable: stored.unreadable,
  };
}

/** A day that nobody counted proves nothing: what is said to be unused must have been watched all the time. */
function coveredSince(days: readonly UsageDay[], unreadable: readonly string[], to: string): string {
  const from = new Map<string, string>();
  for (const day of days) from.set(day.day, least(from.get(day.day), day.from));
  let since = to;
  let day = to.slice(0, 10);
  for (; from.has(day) && !unreadable.includes(day); day = dayBefore(day)) since = from.get(day) as string;
  return since;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function least(a: string | undefined, b: string): string {
  return a === undefined || b < a ? b : a;
}
