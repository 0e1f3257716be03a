import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { labelLines } from '../process/label-lines.ts';
import { live } from '../process/live.ts';
import { createSteps } from '../process/steps.ts';
import { runMain } from '../process/user-error.ts';
import { checkPorts } from '../stack/check-ports.ts';
import { holdFolder } from '../stack/hold-folder.ts';
import { publishSample } from '../stack/publish-sample.ts';
import { watchForNews } from '../stack/watch-for-news.ts';
import { buildProjects } from '../workspace/build-projects.ts';
import { inRoot, root } from '../workspace/root.ts';
import { keepServer } from './keep-server.ts';
import { mirrorApp } from './mirror-app.ts';
import { parseOptions, usage } from './options.ts';
import { rebuildLibraries } from './rebuild-libraries.ts';
import { refreshReports } from './refresh-reports.ts';
import { startDevApi, startGatsby, startNuxt } from './start-servers.ts';

await runMain(async () => {
  const { help, fresh, ports } = parseOptions(process.argv.slice(2));
  if (help) {
    console.log(usage);
    return 0;
  }
  await checkPorts({
    '--api-port': ports.api,
    '--reports-port': ports.reports,
    '--dashboard-port': ports.dashboard,
  });
  return live(async (life) => {
    const steps = createSteps(console.log);
    const { signal } = life;
    const tell = (name: string) => labelLines(name, console.log);
    const folder = inRoot('tmp', 'dev');
    life.onEnd(await holdFolder(folder, 'npm run dev', 'End it first.'));
    await steps.run('Building what the apps stand on', () =>
      buildProjects(['pipeline', 'api', 'charts', 'gatsby-source-datahub', 'rebuild-hook'], {
        signal,
      }),
    );
    const lakeFolder = join(folder, 'lake');
    const lake = `file:${lakeFolder}`;
    if (fresh) await rm(lakeFolder, { recursive: true, force: true });
    if (!existsSync(lakeFolder)) {
      const rawFolder = join(folder, 'raw');
      await rm(rawFolder, { recursive: true, force: true });
      await steps.run('Publishing sample events', () =>
        publishSample({ sample: { days: 30, seed: 1, to: 'today' }, rawFolder, lake, cwd: root }),
      );
    }
    const urls = {
      api: `http://localhost:${ports.api}`,
      reports: `http://localhost:${ports.reports}`,
      dashboard: `http://localhost:${ports.dashboard}`,
    };
    const apiUrl = `${urls.api}/graphql`;
    const api = await steps.run('Starting the API', () =>
      keepServer(() => startDevApi(lake, { port: ports.api, onLine: tell('api') }), {
        tell: tell('api'),
        signal,
      }),
    );
    const gatsby = await mirrorApp('gatsby-reports', folder);
    const nuxt = await mirrorApp('nuxt-dashboard', folder);
    life.onEnd(gatsby.stop);
    life.onEnd(nuxt.stop);
    const reports = await keepServer(
      () => startGatsby(gatsby.copy, apiUrl, { port: ports.reports, onLine: tell('reports') }),
      { tell: tell('reports'), signal },
    );
    const dashboard = await keepServer(
      () => startNuxt(nuxt.copy, apiUrl, { port: ports.dashboard, onLine: tell('dashboard') }),
      { tell: tell('dashboard'), signal },
    );
    const servers = { api, reports, dashboard };
    life.onEnd(await rebuildLibraries({ tell: tell('build'), signal, servers }));
    const watching = watchForNews(lake, {
      signal,
      log: tell('lake'),
      rebuild: async (changes) => {
        tell('lake')('new data: Gatsby fetches it');
        await refreshReports(urls, changes);
      },
    });
    console.log(`
  reports    ${urls.reports}
  dashboard  ${urls.dashboard}
  API        ${apiUrl}

The dev servers are up as soon as they say so. Ctrl-C stops everything.
`);
    await Promise.all([watching, life.untilEnd([])]);
    return 0;
  });
});
