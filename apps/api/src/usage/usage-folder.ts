import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { UsageDay } from './count-usage.ts';

/** Counts of use on disk: a file for each day and process, so that no two processes write one file. */
export interface UsageFolder {
  /** Replaces what this process has written of that day; whole or not at all. */
  write(day: UsageDay): Promise<void>;
  /** What was written, newest first, by processes that ended too; but for days that this process still holds. */
  read(held: ReadonlySet<string>): AsyncIterable<StoredDay>;
  /** Removes what is older than is kept. */
  prune(today: string): Promise<void>;
}

/** What a file tells of a day; null where it cannot be read. */
export interface StoredDay {
  readonly day: string;
  readonly counted: UsageDay | null;
}

/** Days that counts are kept. */
const KEPT_DAYS = 400;
const FILE = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})\.json$/;

const Day = z.object({
  day: z.iso.date(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  entries: z.array(
    z.object({
      coordinate: z.string(),
      client: z.string(),
      version: z.string(),
      count: z.number().int().positive(),
    }),
  ),
});

export function openUsageFolder(folder: string): UsageFolder {
  const instance = randomUUID();
  const list = async () => {
    const names = await readdir(folder).catch((cause) => {
      if (cause.code === 'ENOENT') return []; // nothing was written yet
      throw cause;
    });
    return names
      .sort()
      .reverse()
      .flatMap((name) => {
        const [, day, writer] = FILE.exec(name) ?? [];
        return day === undefined ? [] : [{ path: join(folder, name), day, isOwn: writer === instance }];
      });
  };

  return {
    write: async (day) => {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${day.day}.${instance}.json`);
      await writeFile(`${path}.tmp`, JSON.stringify(day));
      await rename(`${path}.tmp`, path);
    },
    read: async function* (held) {
      const files = (await list()).filter(({ isOwn, day }) => !(isOwn && held.has(day)));
      for (const { path, day } of files) yield { day, counted: await readDay(path) };
    },
    prune: async (today) => {
      const oldest = new Date(Date.parse(today) - KEPT_DAYS * 86_400_000).toISOString().slice(0, 10);
      for (const { path, day } of await list()) if (day < oldest) await rm(path, { force: true });
    },
  };
}

/** Null where the file is torn, or none of ours: what it held is not known, and the API goes on. */
async function readDay(path: string): Promise<UsageDay | null> {
  try {
    return Day.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null; // the caller tells its day as not readable
  }
}
