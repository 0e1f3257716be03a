import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const DAY = '2023-10-27';

/** An event as the applications log it; every field can be set. */
export function event(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ user_id: 'u-1', event_type: 'page_view', region: 'us-west', ...fields });
}

/** Writes lines into a file, packed where its name says so; returns its path. */
export async function writeLines(folder: string, name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  const text = lines.map((line) => `${line}\n`).join('');
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}
