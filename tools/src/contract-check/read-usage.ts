import { readFile } from 'node:fs/promises';
import { USAGE_DAYS } from '@datahub/contract/compare';
import { z } from 'zod';
import { UserError } from '../process/user-error.ts';

/** What `GET /usage` of the API answers. */
const usageSchema = z.object({
  from: z.string(),
  to: z.string(),
  entries: z.array(
    z.object({ coordinate: z.string(), client: z.string(), count: z.number(), lastSeen: z.string() }),
  ),
});

/** Uses of a coordinate that was used in the last days; null where the figures do not cover them. */
export type UsesOf = (coordinate: string) => number | null;

/**
 * Reads what the API counted.
 *
 * @param from a file, or the address of the API's `/usage`.
 * @param today `YYYY-MM-DD`.
 */
export async function readUsage(from: string | undefined, today: string): Promise<UsesOf> {
  if (from === undefined) return () => null;
  const text = await readText(from);
  let usage: z.infer<typeof usageSchema>;
  try {
    usage = usageSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new UserError(
      `${from} holds no usage figures as the API's /usage answers them: ${(error as Error).message}`,
      65,
      error,
    );
  }
  const since = daysBefore(today, USAGE_DAYS);
  // Figures that begin too late, or that ended before today, say nothing of the days that count.
  if (usage.from.slice(0, 10) > since || usage.to.slice(0, 10) < daysBefore(today, 1)) return () => null;
  const counts = new Map<string, number>();
  for (const { coordinate, count, lastSeen } of usage.entries) {
    if (lastSeen.slice(0, 10) >= since) counts.set(coordinate, (counts.get(coordinate) ?? 0) + count);
  }
  return (coordinate) => counts.get(coordinate) ?? 0;
}

async function readText(from: string): Promise<string> {
  try {
    if (!/^https?:/.test(from)) return await readFile(from, 'utf8');
    const response = await fetch(from, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new UserError(
      `Usage figures could not be read from ${from}: ${(error as Error).message}`,
      66,
      error,
    );
  }
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
