import type { Store } from '@datahub/lake';
import { callHook, longestCall } from './call-hook.ts';
import { storeClaims } from './claims.ts';
import type { LambdaConfig } from './config.ts';
import { createdKeys } from './event-keys.ts';
import type { Rebuild } from './rebuild.ts';
import { type RebuildReport, rebuildLanded } from './rebuild-landed.ts';

/** Beyond the longest call, before a claim counts as left behind: reading, writing, and clocks that differ. */
const LEASE_MARGIN_MS = 15_000;

/**
 * The handler for S3 `ObjectCreated` events. `store` is the lake's; `log` gets a line for each decision.
 * A failure is thrown: S3 invokes asynchronously, so that Lambda delivers the event twice more.
 */
export function createHandler(
  config: LambdaConfig,
  store: Store,
  log: (line: string) => void,
): (event: unknown) => Promise<RebuildReport> {
  const effects = {
    readManifest: (key: string) => store.get(key),
    claims: storeClaims(store, longestCall(config.hook) + LEASE_MARGIN_MS),
    build: (rebuild: Rebuild) => callHook(config.hook, rebuild),
    log,
  };
  return (event) => rebuildLanded(createdKeys(event), config.keyPrefix, effects);
}
