import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface RawEvent {
  readonly user_id: string | null;
  readonly event_type: string;
  readonly region: string;
}

/**
 * Counts the events that have a user, straight from the raw files: what the pages must show, by a way that
 * shares nothing with the hub. Right for a sample without dirt.
 *
 * @returns Counts by `day`, `day/region`, `day/region/type` and `region`.
 */
export async function countEvents(rawFolder: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const name of await readdir(rawFolder)) {
    const day = name.slice(0, 'YYYY-MM-DD'.length);
    const text = gunzipSync(await readFile(join(rawFolder, name))).toString('utf8');
    for (const line of text.trimEnd().split('\n')) {
      const event = JSON.parse(line) as RawEvent;
      if (event.user_id === null) continue;
      add(day);
      add(`${day}/${event.region}`);
      add(`${day}/${event.region}/${event.event_type}`);
      add(event.region);
    }
  }
  return counts;
}
