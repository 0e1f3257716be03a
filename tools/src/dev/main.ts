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
import { mirrorApp } from './mirror-app.ts';
import { parseOptions, usage } from './options.ts';
import { rebuildLibraries } from './rebuild-libraries.ts';
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
    const tell = (name: string) => labelLines(name, console.log);
    const folder = inRoot('tmp', 'dev');
    life.onEnd(await holdFolder(folder, 'npm run dev'));
    await steps.run('Building what the apps stand on', () =>
      buildProjects(['pipeline', 'api', 'charts', 'gatsby-source-datahub', 'rebuild-hook'], {
        signal: life.signal,
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
    const api = await steps.run('Starting the API', () =>
      startDevApi(lake, { port: ports.api, onLine: tell('api') }),
    );
    const apiUrl = `http://localhost:${ports.api}/graphql`;
    const reports = await mirrorApp('gatsby-reports', folder);
    const dashboard = await mirrorApp('nuxt-dashboard', folder);
    life.onEnd(reports.stop);
    life.onEnd(dashboard.stop);
    const gatsby = () => startGatsby(reports.copy, apiUrl, { port: ports.reports, onLine: tell('reports') });
    let site = await gatsby();
    const nuxt = await startNuxt(dashboard.copy, apiUrl, {
      port: ports.dashboard,
      onLine: tell('dashboard'),
    });
    life.onEnd(
      await rebuildLibraries({
        tell: tell('build'),
        signal: life.signal,
        // Gatsby reads its plugin and the contract once, when it starts.
        onContract: async () => {
          const before = site;
          await before.stop();
          site = await gatsby();
        },
      }),
    );
    const refresh = `http://localhost:${ports.reports}/__refresh`;
    const watching = watchForNews(lake, {
      signal: life.signal,
      log: tell('lake'),
      rebuild: async () => {
        tell('lake')('new data: Gatsby fetches it');
        await fetch(refresh, { method: 'POST' });
      },
    });
    console.log(`
  reports    http://localhost:${ports.reports}
  dashboard  http://localhost:${ports.dashboard}
  API        ${apiUrl}

The dev servers are up as soon as they say so. Ctrl-C stops everything.
`);
    await Promise.all([watching, life.untilEnd([api, nuxt])]);
    return 0;
  });
});
