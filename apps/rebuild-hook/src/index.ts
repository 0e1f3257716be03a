export { callHook, type HookConfig } from './call-hook.ts';
export { type Claims, storeClaims } from './claims.ts';
export { type LambdaConfig, parseLambdaConfig, parseWatchConfig, type WatchMainConfig } from './config.ts';
export { createHandler } from './create-handler.ts';
export { hookError } from './errors.ts';
export { type LandedDay, type Rebuild, rebuildsOf } from './rebuild.ts';
export { type RebuildEffects, type RebuildReport, rebuildLanded } from './rebuild-landed.ts';
export { type WatchConfig, type WatchEffects, watchLake } from './watch-lake.ts';
