import { isCodedError } from '@datahub/contract';
import { defineNitroPlugin } from 'nitropack/runtime';
import { type DashboardConfig, parseConfig } from '../config.ts';
import { connectHub } from '../hub/connect-hub.ts';
import { logChanges } from '../hub/log-changes.ts';

/** Reads the settings when the server starts, not when it is built, and gives every request the API. */
export default defineNitroPlugin((nitro) => {
  const hub = logChanges(connectHub(readConfig()), console.warn);
  nitro.hooks.hook('request', (event) => {
    event.context.hub = hub;
  });
});

function readConfig(): DashboardConfig {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    console.error(`${error.code}: ${error.message}`);
    process.exit(error.exitCode);
  }
}
