import { KINDS, type Kind, type Region, regionsOf } from './catalogue.ts';
import { cleanLine, type EventText, ODD, REFUSED } from './make-dirt.ts';
import type { DayShape } from './plan-days.ts';
import { createRandom, cumulate, type Random } from './random.ts';

/** A part of a day, made for itself: any number of workers give the same bytes. */
export interface ChunkSpec {
  readonly seed: string;
  readonly shape: DayShape;
  /** The day before, `YYYY-MM-DD`. */
  readonly dayBefore: string;
  readonly index: number;
  /** Chunks of the day; each is a slice of the regions' own days. */
  readonly count: number;
  readonly rows: number;
  readonly regions: number;
  readonly kinds: number;
  /** Share of records that must be refused or are duplicates; as many again look odd. */
  readonly dirt: number;
}

export interface Chunk {
  /** NDJSON, UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Lines of each kind of dirt, `duplicate` and `odd` among them. */
  readonly dirt: Readonly<Record<string, number>>;
}

const DAY_MS = 86_400_000;
/** How busy the hours of a local day are. */
const HOURS = cumulate([2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 11, 11, 12, 11, 10, 10, 11, 12, 14, 16, 17, 14, 9, 5]);
const ALL_HOURS = HOURS.at(-1) as number;

/** Makes the events of one chunk, sorted by time. */
export function makeChunk(spec: ChunkSpec): Chunk {
  const { shape, rows } = spec;
  const random = createRandom(`${spec.seed} ${shape.day} ${spec.index}`);
  const visits = createVisits(spec, random);
  const events: EventDraft[] = [];
  while (events.length < rows) {
    for (const event of visits()) if (events.length < rows) events.push(event);
  }
  return write(spec, random, sortByTime(events));
}

interface EventDraft {
  /** Milliseconds of the day. */
  readonly time: number;
  readonly user: string | null;
  readonly kind: Kind;
  readonly region: Region;
  /** Seconds; set on the event that closes a visit. */
  seconds: number | null;
  readonly cents: number | null;
}

/** Gives a function that makes the events of one visit. */
function createVisits(
  { shape, index, count, regions, kinds }: ChunkSpec,
  random: Random,
): () => EventDraft[] {
  const places = regionsOf(regions);
  const placeWeights = cumulate(places.map(({ weight }) => weight));
  const wanted = KINDS.slice(0, kinds);
  const weights = wanted.map((kind) => {
    if (shape.phase === 'launch') return kind.weight * (kind.atLaunch ?? 1);
    return shape.phase === 'outage' ? kind.weight * (kind.atOutage ?? 1) : kind.weight;
  });
  const openWeights = weigh(wanted, weights);
  const users = Math.max(20, Math.ceil(shape.rows / 12));
  return () => {
    const region = places[random.pick(placeWeights)] as Region;
    // Most visitors are signed in, and a few of them come far more often than the rest.
    const user = random.next() < 0.74 ? `u-${Math.floor(random.next() ** 2.2 * users)}` : null;
    const start = timeOfDay((index + random.next()) / count, region);
    const length = 1 + Math.floor(-Math.log(1 - random.next()) * 5);
    let seen = 0;
    const events: EventDraft[] = [];
    let time = start;
    for (let step = 0; step < length && time < DAY_MS; step++) {
      const which = random.pick(openWeights(seen));
      const kind = wanted[which] as Kind;
      seen |= 1 << which;
      events.push({ time, user, kind, region, seconds: null, cents: amountOf(kind, region, random) });
      time += 1000 + Math.floor(-Math.log(1 - random.next()) * 42_000);
    }
    const last = events.at(-1);
    if (last) last.seconds = Math.floor((last.time - start) / 1000) + 3 + random.below(30);
    return events;
  };
}

/** Milliseconds of the UTC day at which a share of the region's visits has begun. */
function timeOfDay(share: number, { hours }: Region): number {
  const at = share * ALL_HOURS;
  const hour = Math.max(
    0,
    HOURS.findIndex((edge) => at < edge),
  );
  const before = HOURS[hour - 1] ?? 0;
  const local = hour + (at - before) / ((HOURS[hour] as number) - before);
  return Math.floor((((local - hours + 24) % 24) / 24) * DAY_MS);
}

/**
 * Weights of what a visitor may do next, by what he has done (a bit for each kind). What needs something before it
 * comes once, and only then.
 */
function weigh(kinds: readonly Kind[], weights: readonly number[]): (seen: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (seen) => {
    const found = known.get(seen);
    if (found) return found;
    const open = cumulate(
      kinds.map(({ after }, index) => {
        const before = kinds.findIndex(({ name }) => name === after);
        const closed = after !== undefined && ((seen >> before) & 1) === 0;
        const done = after !== undefined && ((seen >> index) & 1) === 1;
        return closed || done ? 0 : (weights[index] as number);
      }),
    );
    known.set(seen, open);
    return open;
  };
}

function amountOf({ cents }: Kind, { spending }: Region, random: Random): number | null {
  if (cents === undefined) return null;
  // Roughly log-normal: most baskets are small, some are very large.
  const bell = random.next() + random.next() + random.next() - 1.5;
  return Math.round(cents * spending * Math.exp(bell * 1.1));
}

/** Visits overlap, and what they bring is logged as it happens. */
function sortByTime(events: readonly EventDraft[]): EventDraft[] {
  const size = 2 ** Math.ceil(Math.log2(events.length + 1));
  const keys = Float64Array.from(events, ({ time }, index) => time * size + index).sort();
  return Array.from(keys, (key) => events[key % size] as EventDraft);
}

function write(spec: ChunkSpec, random: Random, events: readonly EventDraft[]): Chunk {
  const { shape, dayBefore, dirt } = spec;
  const counts: Record<string, number> = {};
  const prefix = `${shape.day.replaceAll('-', '')}-${spec.index.toString(36).padStart(3, '0')}`;
  let lastClean: string | null = null;
  const toLine = (draft: EventDraft, index: number): string => {
    const clock = formatTime(draft.time);
    const event: EventText = {
      id: `${prefix}-${index.toString(36).padStart(4, '0')}`,
      time: `${shape.day}T${clock}Z`,
      otherDay: `${dayBefore}T${clock}Z`,
      user: draft.user,
      kind: draft.kind.name,
      region: draft.region.name,
      seconds: draft.seconds,
      revenue: draft.cents === null ? null : formatCents(draft.cents),
    };
    const luck = random.next();
    if (luck < dirt) {
      const which = random.below(REFUSED.length + 1);
      const spoilt = REFUSED[which];
      if (spoilt) {
        counts[spoilt.name] = (counts[spoilt.name] ?? 0) + 1;
        return spoilt.line(event, random);
      }
      if (lastClean !== null) {
        counts.duplicate = (counts.duplicate ?? 0) + 1;
        return lastClean;
      }
    } else if (luck < 2 * dirt) {
      counts.odd = (counts.odd ?? 0) + 1;
      return (ODD[random.below(ODD.length)] as (typeof ODD)[number]).line(event, random);
    }
    lastClean = cleanLine(event);
    return lastClean;
  };
  let text = '';
  for (const [index, draft] of events.entries()) text += `${toLine(draft, index)}\n`;
  return { bytes: new TextEncoder().encode(text), dirt: counts };
}

const TWO = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

function formatTime(time: number): string {
  const seconds = Math.floor(time / 1000);
  const millis = String(time % 1000).padStart(3, '0');
  return `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}.${millis}`;
}

function formatCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
