import { isCodedError } from '@datahub/contract';
import { callHook } from './call-hook.ts';
import { parseWatchConfig } from './config.ts';
import { watchLake } from './watch-lake.ts';

// Watches a lake and calls a build hook for what lands, until it is told to stop.
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

try {
  const { hook, ...config } = parseWatchConfig(process.env);
  await watchLake(config, {
    signal: stop.signal,
    log: (line) => console.log(line),
    rebuild: async (changes, signal) => {
      for (const change of changes) {
        await callHook(hook, change, signal);
        console.log(
          `${change.dataset} version ${change.version}: a build was started at ${new URL(hook.url).origin}.`,
        );
      }
    },
  });
} catch (error) {
  console.error(isCodedError(error) ? `${error.code}: ${error.message}` : error);
  process.exitCode = isCodedError(error) ? error.exitCode : 1;
}
