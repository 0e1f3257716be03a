import type { Claims } from './claims.ts';
import { type ManifestKey, manifestKeyOf, parseManifest } from './landed-manifest.ts';
import { type LandedDay, type Rebuild, rebuildsOf } from './rebuild.ts';

/** What the core needs of the world. */
export interface RebuildEffects {
  /** The bytes of a manifest, by its key in the lake; null where it is gone. */
  readonly readManifest: (key: string) => Promise<Uint8Array | null>;
  readonly claims: Claims;
  /** Starts one build. */
  readonly build: (rebuild: Rebuild) => Promise<void>;
  /** One line for whoever runs it. */
  readonly log: (line: string) => void;
}

/** What became of the versions that the keys told of. */
export interface RebuildReport {
  /** Versions that a build was started for. */
  readonly built: readonly Rebuild[];
  /** Versions that somebody had started a build for, or was about to. */
  readonly known: readonly Rebuild[];
}

/**
 * Starts one build for each committed version among the manifests with these keys; other keys are passed over. One
 * bad manifest or failing call does not keep the others from their build: the first failure is thrown when all is done,
 * so that the event is delivered again, and what was built then is known.
 * @throws HOOK_MANIFEST_INVALID, and what `build` throws
 */
export async function rebuildLanded(
  objectKeys: readonly string[],
  prefix: string,
  effects: RebuildEffects,
): Promise<RebuildReport> {
  const failures: unknown[] = [];
  const settle = async <T>(work: readonly Promise<T>[]): Promise<T[]> => {
    const results = await Promise.allSettled(work);
    failures.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  };

  const keys = objectKeys.map((key) => manifestKeyOf(key, prefix)).filter((key) => key !== null);
  const days = (await settle(keys.map((key) => readDay(key, effects)))).filter((day) => day !== null);
  const outcomes = await settle(rebuildsOf(days).map((rebuild) => buildOnce(rebuild, effects)));
  if (failures.length > 0) throw failures[0];
  return {
    built: outcomes.filter(({ started }) => started).map(({ rebuild }) => rebuild),
    known: outcomes.filter(({ started }) => !started).map(({ rebuild }) => rebuild),
  };
}

async function readDay(key: ManifestKey, { readManifest, log }: RebuildEffects): Promise<LandedDay | null> {
  const bytes = await readManifest(key.key);
  if (bytes !== null) return parseManifest(key, bytes);
  log(`${key.key} is gone; nothing to build for it.`);
  return null;
}

async function buildOnce(rebuild: Rebuild, { claims, build, log }: RebuildEffects) {
  const name = `${rebuild.dataset} version ${rebuild.version}`;
  if (!(await claims.claim(rebuild))) {
    log(`${name} has its build already.`);
    return { rebuild, started: false };
  }
  try {
    await build(rebuild);
  } catch (error) {
    await claims.release(rebuild);
    throw error;
  }
  await claims.settle(rebuild);
  log(`${name}: a build was started for ${rebuild.run_dates.join(', ')}.`);
  return { rebuild, started: true };
}
