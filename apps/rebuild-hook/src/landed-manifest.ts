import { z } from 'zod';
import { hookError } from './errors.ts';
import type { LandedDay } from './rebuild.ts';

/** Where a manifest lies, by its key. */
export interface ManifestKey {
  /** Key in the lake's store. */
  readonly key: string;
  readonly dataset: string;
  readonly run_date: string;
}

const MANIFEST_KEY = /^([^/]+)\/[^/=]+=(\d{4}-\d{2}-\d{2})\/_manifest\.json$/;

/**
 * The day whose manifest lies under a key of the bucket, or null for any other object. `prefix` is where the lake
 * begins in its bucket: empty, or ending in a slash.
 */
export function manifestKeyOf(objectKey: string, prefix: string): ManifestKey | null {
  if (!objectKey.startsWith(prefix)) return null;
  const key = objectKey.slice(prefix.length);
  const [, dataset, run_date] = MANIFEST_KEY.exec(key) ?? [];
  return dataset === undefined || run_date === undefined ? null : { key, dataset, run_date };
}

// Only what a build needs to know: a manifest may grow, and an older hook still reads it.
const manifestSchema = z.object({
  dataset: z.string(),
  run_date: z.string(),
  table: z.object({ version: z.int().nonnegative() }),
  contract: z.object({ wire_hash: z.string(), storage_hash: z.string() }),
  run_id: z.string(),
});

/** @throws HOOK_MANIFEST_INVALID */
export function parseManifest({ key, dataset, run_date }: ManifestKey, bytes: Uint8Array): LandedDay {
  const invalid = (reason: string, cause?: unknown) =>
    hookError('HOOK_MANIFEST_INVALID', { key, reason }, cause);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw invalid('it is no JSON', cause);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error).replaceAll('\n', ' '));
  const manifest = parsed.data;
  if (manifest.dataset !== dataset || manifest.run_date !== run_date) {
    throw invalid(`it speaks of ${manifest.dataset} on ${manifest.run_date}`);
  }
  return {
    dataset,
    run_date,
    version: manifest.table.version,
    wire_hash: manifest.contract.wire_hash,
    storage_hash: manifest.contract.storage_hash,
    run_id: manifest.run_id,
  };
}
