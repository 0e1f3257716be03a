import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { waitForHttp } from '../http/wait-for-http.ts';
import { startProgram } from '../process/start-program.ts';
import { inRoot } from '../workspace/root.ts';
import type { Running } from './start-api.ts';

/**
 * Starts the dashboard as it was built, from a copy: a build that somebody makes meanwhile must not take
 * files from under it. Resolves when it answers.
 */
export async function startDashboard(options: {
  readonly apiUrl: string;
  readonly port: number;
  /** Where the copy goes. */
  readonly folder: string;
  readonly logFile?: string;
}): Promise<Running> {
  await rm(options.folder, { recursive: true, force: true });
  await cp(inRoot('apps', 'nuxt-dashboard', '.output'), options.folder, {
    recursive: true,
    verbatimSymlinks: true,
  });
  const port = String(options.port);
  const program = await startProgram('The dashboard', process.execPath, [join('server', 'index.mjs')], {
    cwd: options.folder,
    env: {
      ...process.env,
      DATA_HUB_API_URL: options.apiUrl,
      HOST: '127.0.0.1',
      NITRO_HOST: '127.0.0.1',
      PORT: port,
      NITRO_PORT: port,
    },
    logFile: options.logFile,
  });
  const url = `http://localhost:${port}`;
  // It is up when it answers, also when what it answers is that the API is not.
  await waitForHttp(url, program, { anyStatus: true });
  return { program, url };
}
