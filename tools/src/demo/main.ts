import { live } from '../process/live.ts';
import { createSteps } from '../process/steps.ts';
import { runMain } from '../process/user-error.ts';
import { checkPorts } from '../stack/check-ports.ts';
import { holdFolder } from '../stack/hold-folder.ts';
import { startStack } from '../stack/start-stack.ts';
import { inRoot } from '../workspace/root.ts';
import { checkDemo } from './check-demo.ts';
import { fillLake } from './fill-lake.ts';
import { parseOptions, usage } from './options.ts';
import { watchAndRebuild } from './watch-and-rebuild.ts';

await runMain(async () => {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const { ports, files, keep } = options;
  await checkPorts({
    '--api-port': ports.api,
    '--reports-port': ports.reports,
    '--dashboard-port': ports.dashboard,
  });
  return live(async (life) => {
    const steps = createSteps(console.log);
    const folder = inRoot(options.folder);
    life.onEnd(await holdFolder(folder, 'A demo'));
    const cwd = process.env.DATAHUB_CWD ?? process.cwd();
    const { lake } = await fillLake({
      files,
      cwd,
      folder,
      keep,
      steps,
      signal: life.signal,
      log: console.log,
    });
    const starting = startStack({ folder, lake, ports, steps, life });
    const watching = options.once ? null : watchAndRebuild({ lake, starting, steps, life });
    watching?.catch(() => {}); // what it fails of is thrown where it is waited for
    const stack = await starting;
    console.log(`
  reports    ${stack.urls.reports}
  dashboard  ${stack.urls.dashboard}
  API        ${stack.urls.graphql}
`);
    if (options.once) {
      for (const line of await steps.run('Checking all three', () => checkDemo(stack.urls)))
        console.log(line);
      return 0;
    }
    console.log(publishHint(options.folder));
    await Promise.all([watching, life.untilEnd(stack.programs)]);
    return 0;
  });
});

function publishHint(folder: string): string {
  const today = new Date().toISOString().slice(0, 10);
  return `A day that is published while this runs appears on both by itself. Try:
  npm run datahub -- generate --out ${folder}/raw --days 1 --to ${today}
  npm run datahub -- publish --source product-events --input '${folder}/raw/{date}.ndjson.gz' --date ${today} --lake file:${folder}/lake

Ctrl-C stops everything.`;
}
