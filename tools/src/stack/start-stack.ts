import { join } from 'node:path';
import { serveSite } from '../http/serve-site.ts';
import type { Life } from '../process/live.ts';
import type { Program } from '../process/start-program.ts';
import type { Steps } from '../process/steps.ts';
import { buildProjects } from '../workspace/build-projects.ts';
import { prepareReportSite } from './report-site.ts';
import { startApi } from './start-api.ts';
import { startDashboard } from './start-dashboard.ts';

export interface Stack {
  readonly urls: {
    readonly api: string;
    readonly graphql: string;
    readonly reports: string;
    readonly dashboard: string;
  };
  /** The programs that have to go on. */
  readonly programs: readonly Program[];
  /** Builds the reports again, and shows them when they are whole. */
  rebuildReports(): Promise<void>;
}

export interface StackPorts {
  readonly api: number;
  readonly reports: number;
  readonly dashboard: number;
}

/** Starts everything that reads a lake: the API, the built reports, the dashboard. */
export async function startStack(options: {
  /** Inside the workspace; logs, copies and built sites go there. */
  readonly folder: string;
  readonly lake: string;
  readonly ports: StackPorts;
  readonly steps: Steps;
  readonly life: Life;
}): Promise<Stack> {
  const { folder, lake, ports, steps, life } = options;
  const logFile = (name: string) => join(folder, 'logs', `${name}.log`);
  const api = await steps.run('Starting the API', () =>
    startApi({ lake, port: ports.api, logFile: logFile('api') }),
  );
  const { signal } = life;
  await steps.run('Building charts and the Gatsby plugin', () =>
    buildProjects(['charts', 'gatsby-source-datahub'], { signal }),
  );
  const reports = await prepareReportSite({
    folder,
    apiUrl: api.graphqlUrl,
    logFile: logFile('reports'),
  });
  const settled = await Promise.allSettled([
    steps.run('Building the reports', () => reports.build()),
    steps.run('Building the dashboard', () => buildProjects(['nuxt-dashboard'], { signal })),
  ]);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  const [built] = settled as [PromiseFulfilledResult<string>, unknown];
  const site = await serveSite(built.value, ports.reports);
  life.onEnd(() => site.close());
  const dashboard = await steps.run('Starting the dashboard', () =>
    startDashboard({
      apiUrl: api.graphqlUrl,
      port: ports.dashboard,
      folder: join(folder, 'dashboard'),
      logFile: logFile('dashboard'),
    }),
  );
  return {
    urls: { api: api.url, graphql: api.graphqlUrl, reports: site.url, dashboard: dashboard.url },
    programs: [api.program, dashboard.program],
    rebuildReports: async () => site.show(await reports.build()),
  };
}
