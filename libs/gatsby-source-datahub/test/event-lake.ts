import { createHash, randomUUID } from 'node:crypto';

/** One cleaned event: what every figure is made of. */
export interface Event {
  readonly region: string;
  readonly event_type: string;
  readonly hasUser: boolean;
  readonly session: number | null;
  readonly cents: number | null;
}

interface DayEvent extends Event {
  readonly run_date: string;
}

export interface Figures {
  readonly event_count: number;
  readonly row_count: number;
  readonly avg_session_duration: number | null;
  readonly total_revenue: number | null;
}

export type Column = 'run_date' | 'region' | 'event_type';

/**
 * A lake in memory that keeps events and makes every row of them anew, at whatever is asked for: a roll-up is never
 * made of other roll-ups, so it is right by construction.
 */
export class EventLake {
  readonly partitionBy: readonly Column[];
  version: number | null = null;
  runId: string | null = null;
  private readonly days = new Map<string, readonly DayEvent[]>();

  constructor(partitionBy: readonly Column[] = ['run_date', 'region']) {
    this.partitionBy = partitionBy;
  }

  publish(day: string, events: readonly Event[]): void {
    if (events.length === 0) this.days.delete(day);
    else
      this.days.set(
        day,
        events.map((event) => ({ ...event, run_date: day })),
      );
    this.commit();
  }

  /** A commit that changes no data, as a vacuum makes them. */
  commit(): void {
    this.version = this.version === null ? 0 : this.version + 1;
    this.runId = randomUUID();
  }

  /** Makes the lake anew, with the data that it has. */
  restart(): void {
    this.version = null;
    this.commit();
  }

  get dates(): string[] {
    return [...this.days.keys()].sort();
  }

  rows(
    by: readonly Column[],
    keep: (event: DayEvent) => boolean,
  ): (Record<Column, string | null> & Figures)[] {
    const groups = new Map<string, DayEvent[]>();
    for (const event of [...this.days.values()].flat().filter(keep)) {
      const key = JSON.stringify(by.map((column) => event[column]));
      groups.set(key, [...(groups.get(key) ?? []), event]);
    }
    return [...groups.values()]
      .map((events) => ({ ...keysOf(by, events), ...figuresOf(events) }))
      .sort((a, b) =>
        compare(
          by.map((column) => a[column]),
          by.map((column) => b[column]),
        ),
      );
  }

  /** Partitions that have data: key to digest. */
  partitions(): Map<string, { digest: string; rows: number }> {
    const partitions = new Map<string, { digest: string; rows: number }>();
    const stored = this.rows([...this.partitionBy, 'event_type'], () => true);
    for (const row of stored) {
      const key = JSON.stringify(this.partitionBy.map((column) => row[column]));
      const rows = stored.filter(
        (one) => JSON.stringify(this.partitionBy.map((column) => one[column])) === key,
      );
      partitions.set(key, {
        digest: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
        rows: rows.length,
      });
    }
    return partitions;
  }
}

function keysOf(by: readonly Column[], [event]: readonly DayEvent[]): Record<Column, string | null> {
  const keys = { run_date: null, region: null, event_type: null };
  return Object.assign(keys, Object.fromEntries(by.map((column) => [column, event?.[column]])));
}

function figuresOf(events: readonly DayEvent[]): Figures {
  const sessions = events.flatMap(({ session }) => (session === null ? [] : [session]));
  const cents = events.flatMap((event) => (event.cents === null ? [] : [event.cents]));
  return {
    event_count: events.filter((event) => event.hasUser).length,
    row_count: events.length,
    avg_session_duration: sessions.length === 0 ? null : sum(sessions) / sessions.length,
    total_revenue: cents.length === 0 ? null : sum(cents) / 100,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function compare(a: readonly unknown[], b: readonly unknown[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  if (at < 0) return 0;
  return String(a[at]) < String(b[at]) ? -1 : 1;
}
