import { type GraphQLSchema, parse } from 'graphql';
import type { GraphqlRequest } from '../http/read-request.ts';
import { createUsageCounter, type UsageDay } from './count-usage.ts';
import { findCoordinates, findVariableCoordinates, type OperationUse } from './find-coordinates.ts';
import type { Client } from './read-client.ts';
import { sumUsage, type UsageReport } from './sum-usage.ts';
import { openUsageFolder, type StoredDay, type UsageFolder } from './usage-folder.ts';

/** Which parts of the schema are used, and by whom. */
export interface Usage {
  /** Counts an operation that was executed: once for each coordinate, whatever it answered. */
  count(client: Client, asked: GraphqlRequest): void;
  /**
   * What this process and all that share its folder have counted.
   * @param since first day, `YYYY-MM-DD`; null for all that is kept
   */
  report(since: string | null): Promise<UsageReport>;
  /** Writes down what is not yet. */
  close(): Promise<void>;
}

export interface UsageOptions {
  /** Null keeps nothing. */
  readonly folder: string | null;
  readonly schema: GraphQLSchema;
  readonly now: () => Date;
  /** Told once where writing begins to fail; it is tried again, and nothing else suffers. */
  readonly onFailure: (error: Error) => void;
}

/** A process that is killed loses what it counted in this time, milliseconds. */
const FLUSH_EVERY = 10_000;
/** Documents whose use is remembered: clients send the same few over and over. */
const DOCUMENTS = 512;

export function openUsage({ folder, schema, now, onFailure }: UsageOptions): Usage {
  const counter = createUsageCounter(now);
  const kept = folder === null ? null : openUsageFolder(folder);
  const useOf = rememberUse(schema);
  let failing = false;
  let written = ''; // what was there to write the last time

  const flush = async (): Promise<void> => {
    if (kept === null) return;
    try {
      const days = counter.days();
      const today = days.at(-1)?.day ?? '';
      const state = `${today} ${counter.uses()}`;
      if (state === written) return;
      for (const day of days) {
        await kept.write(day);
        if (day.day !== today) counter.forget(day.day); // it was over before it was written
      }
      if (!written.startsWith(today)) await kept.prune(today);
      written = state;
      failing = false;
    } catch (cause) {
      if (!failing) onFailure(cause as Error);
      failing = true;
    }
  };

  let writing = Promise.resolve();
  const flushInTurn = () => {
    writing = writing.then(flush);
    return writing;
  };
  void flushInTurn(); // a day on which nobody asks anything was watched all the same
  const timer = setInterval(flushInTurn, FLUSH_EVERY);
  timer.unref();

  return {
    count: (client, asked) => {
      const use = useOf(asked);
      counter.add(client, use.coordinates);
      if (use.variables.length === 0) return;
      const known = new Set(use.coordinates);
      const more = [...findVariableCoordinates(use, asked.variables)].filter((one) => !known.has(one));
      counter.add(client, more);
    },
    report: async (since) => {
      const held = counter.days();
      return sumUsage(held, kept === null ? nothing() : storedBeside(kept, held), since);
    },
    close: async () => {
      clearInterval(timer);
      await flushInTurn();
    },
  };
}

async function* nothing(): AsyncGenerator<StoredDay> {}

/** Where the folder cannot be read, what others counted is not known of any day. */
async function* storedBeside(folder: UsageFolder, held: readonly UsageDay[]): AsyncGenerator<StoredDay> {
  try {
    yield* folder.read(new Set(held.map(({ day }) => day)));
  } catch {
    for (const { day } of held) yield { day, counted: null };
  }
}

/** What a document uses is found once, while it is one of the last that were asked. */
function rememberUse(schema: GraphQLSchema): (asked: GraphqlRequest) => OperationUse {
  const known = new Map<string, OperationUse>();
  return ({ query, operationName }) => {
    const key = JSON.stringify([operationName, query]);
    const use = known.get(key) ?? findCoordinates(schema, parse(query), operationName);
    known.delete(key); // to its end: the one that was not asked for longest goes first
    known.set(key, use);
    for (const oldest of known.keys()) {
      if (known.size <= DOCUMENTS) break;
      known.delete(oldest);
    }
    return use;
  };
}
