import { limitClients } from './limit-clients.ts';
import type { Client } from './read-client.ts';

/** Uses of one coordinate by one client on one day. */
export interface UsageCount {
  readonly coordinate: string;
  readonly client: string;
  readonly version: string;
  readonly count: number;
}

/** What one process counted on one day (UTC). */
export interface UsageDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** When counting began on that day, and until when all was counted; ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly entries: readonly UsageCount[];
}

/** Counts in memory, a day at a time. */
export interface UsageCounter {
  add(client: Client, coordinates: Iterable<string>): void;
  /** How often something was counted: where it has not grown, there is no news. */
  uses(): number;
  /** Everything that is still held, today last. */
  days(): readonly UsageDay[];
  /** Lets go of a day that is over. */
  forget(day: string): void;
}

/** Days held where they cannot be written down. */
const MOST_DAYS = 7;

interface Counted {
  readonly from: string;
  to: string;
  /** Of a day, so that yesterday's clients do not stand in the way of today's. */
  readonly limit: (client: Client) => Client;
  /** By client, as JSON of name and version; then by coordinate. */
  readonly clients: Map<string, Map<string, number>>;
}

export function createUsageCounter(now: () => Date): UsageCounter {
  const days = new Map<string, Counted>();
  let uses = 0;

  const today = (): Counted => {
    const instant = now().toISOString();
    const day = instant.slice(0, 10);
    const known = days.get(day);
    if (known) {
      known.to = instant;
      return known;
    }
    // Whoever counted until midnight began the next day with it.
    const from = days.size > 0 ? `${day}T00:00:00.000Z` : instant;
    for (const [earlier, counted] of days) counted.to = `${earlier}T23:59:59.999Z`;
    const counted: Counted = { from, to: instant, limit: limitClients(), clients: new Map() };
    days.set(day, counted);
    for (const oldest of days.keys()) {
      if (days.size <= MOST_DAYS) break;
      days.delete(oldest);
    }
    return counted;
  };
  today();

  return {
    add: (client, coordinates) => {
      uses += 1;
      const { limit, clients } = today();
      const { name, version } = limit(client);
      const key = JSON.stringify([name, version]);
      let counts = clients.get(key);
      if (counts === undefined) {
        counts = new Map();
        clients.set(key, counts);
      }
      for (const coordinate of coordinates) counts.set(coordinate, (counts.get(coordinate) ?? 0) + 1);
    },
    uses: () => uses,
    days: () => {
      today();
      return [...days].map(([day, { from, to, clients }]) => ({
        day,
        from,
        to,
        entries: entriesOf(clients),
      }));
    },
    forget: (day) => {
      days.delete(day);
    },
  };
}

function entriesOf(clients: Counted['clients']): UsageCount[] {
  return [...clients].flatMap(([key, counts]) => {
    const [client, version] = JSON.parse(key) as [string, string];
    return [...counts].map(([coordinate, count]) => ({ coordinate, client, version, count }));
  });
}
