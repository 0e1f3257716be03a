import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import getPort from 'get-port';
import { type SiteServer, serveSite } from '../src/http/serve-site.ts';
import { datahub } from '../src/stack/datahub-command.ts';
import { publishSample } from '../src/stack/publish-sample.ts';
import { prepareReportSite, type ReportSite } from '../src/stack/report-site.ts';
import { type Running, type RunningApi, startApi } from '../src/stack/start-api.ts';
import { startDashboard } from '../src/stack/start-dashboard.ts';
import { inRoot, root } from '../src/workspace/root.ts';
import { countEvents } from './count-events.ts';

/** A lake of sample events, made by the real command, and the API on it. */
export interface Hub {
  /** Inside the workspace; gone afterwards. */
  readonly folder: string;
  readonly lake: string;
  readonly api: RunningApi;
  readonly firstDate: string;
  readonly lastDate: string;
  /** In byte order. */
  readonly regions: readonly string[];
  /** Events that have a user, counted from the raw files: see {@link countEvents}. */
  readonly events: ReadonlyMap<string, number>;
  /** Runs `datahub` with more arguments. */
  datahub(args: readonly string[]): Promise<string>;
}

/** The reports as they were built from the hub. */
export interface Reports extends SiteServer {
  /** Builds the site anew, and serves it from then on. */
  rebuild(): Promise<void>;
}

/**
 * The test function of every end-to-end test: what it asks for is started once, by the real programs, on ports
 * that are free. Everything must have been built before.
 */
export const test = base.extend<object, { hub: Hub; reports: Reports; dashboard: Running }>({
  hub: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      await mkdir(inRoot('tmp'), { recursive: true });
      const folder = await mkdtemp(inRoot('tmp', 'e2e-'));
      const lake = `file:${join(folder, 'lake')}`;
      const rawFolder = join(folder, 'raw');
      const sample = { days: 10, seed: 7, rowsPerDay: 2_000, regions: 4, dirt: 0 };
      const { from, to } = await publishSample({ sample, rawFolder, lake, cwd: root });
      const events = await countEvents(rawFolder);
      const api = await startApi({ lake, port: await getPort() });
      await use({
        folder,
        lake,
        api,
        firstDate: from,
        lastDate: to,
        regions: [...events.keys()].filter((key) => /^[a-z]/.test(key)).sort(),
        events,
        datahub: (args) => datahub(args, { cwd: root }),
      });
      await api.program.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  reports: [
    async ({ hub }, use) => {
      const site: ReportSite = await prepareReportSite({ folder: hub.folder, apiUrl: hub.api.graphqlUrl });
      const server = await serveSite(await site.build(), 0);
      await use({ ...server, rebuild: async () => server.show(await site.build()) });
      await server.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  dashboard: [
    async ({ hub }, use) => {
      const dashboard = await startDashboard({
        apiUrl: hub.api.graphqlUrl,
        port: await getPort(),
        folder: join(hub.folder, 'dashboard'),
      });
      await use(dashboard);
      await dashboard.program.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

export { expect } from '@playwright/test';
