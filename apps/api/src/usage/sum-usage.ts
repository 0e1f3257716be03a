import type { UsageDay } from './count-usage.ts';
import { limitClients } from './limit-clients.ts';
import type { StoredDay } from './usage-folder.ts';

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
 * Sums what all processes counted, a day at a time: no more is held than the sums.
 * @param own what this process holds; today is the last
 * @param stored what was written besides, newest first
 * @param since first day to sum, `YYYY-MM-DD`; null for all that is kept
 */
export async function sumUsage(
  own: readonly UsageDay[],
  stored: AsyncIterable<StoredDay>,
  since: string | null,
): Promise<UsageReport> {
  const limit = limitClients();
  const entries = new Map<string, UsageEntry>();
  const from = new Map<string, string>();
  const unreadable = new Set<string>();
  const to = own.at(-1)?.to ?? '';

  const add = ({ day, from: begin, entries: counts }: UsageDay) => {
    from.set(day, least(from.get(day), begin));
    if (since !== null && day < since) return;
    for (const { coordinate, count, ...given } of counts) {
      const { name: client, version } = limit({ name: given.client, version: given.version });
      const key = JSON.stringify([coordinate, client, version]);
      const known = entries.get(key);
      const firstSeen = least(known?.firstSeen, day);
      const lastSeen = known === undefined || known.lastSeen < day ? day : known.lastSeen;
      const sum = (known?.count ?? 0) + count;
      entries.set(key, { coordinate, client, version, count: sum, firstSeen, lastSeen });
    }
  };
  for (const day of [...own].reverse()) add(day);
  for await (const { day, counted } of stored) {
    if (counted === null) unreadable.add(day);
    else add(counted);
  }
  return {
    from: coveredSince(from, unreadable, to),
    to,
    entries: [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
    unreadable: [...unreadable].sort(),
  };
}

/**
 * A day that nobody counted proves nothing: what is said to be unused must have been watched all the time.
 * @param from when counting began, by day
 */
function coveredSince(
  from: ReadonlyMap<string, string>,
  unreadable: ReadonlySet<string>,
  to: string,
): string {
  let since = to;
  let day = to.slice(0, 10);
  for (; from.has(day) && !unreadable.has(day); day = dayBefore(day)) since = from.get(day) as string;
  return since;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function least(a: string | undefined, b: string): string {
  return a === undefined || b < a ? b : a;
}
