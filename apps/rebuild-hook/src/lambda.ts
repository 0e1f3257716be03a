import { openStore } from '@datahub/lake';
import { parseLambdaConfig } from './config.ts';
import { createHandler } from './create-handler.ts';
import type { RebuildReport } from './rebuild-landed.ts';

/** The entry point of the function. Configuration is read on the first event, so that a mistake in it is a logged error. */
export const handler = (() => {
  let handle: ReturnType<typeof createHandler> | undefined;
  return async (event: unknown): Promise<RebuildReport> => {
    if (handle === undefined) {
      const config = parseLambdaConfig(process.env);
      handle = createHandler(config, openStore(config.lake), (line) => console.log(line));
    }
    return handle(event);
  };
})();
