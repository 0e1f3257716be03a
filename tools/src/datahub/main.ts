import { runInForeground } from '../process/run-in-foreground.ts';
import { runMain } from '../process/user-error.ts';
import { buildProjects } from '../workspace/build-projects.ts';
import { inRoot } from '../workspace/root.ts';

await runMain(async () => {
  await buildProjects(['pipeline']);
  const cwd = process.env.DATAHUB_CWD ?? process.cwd();
  return runInForeground(
    process.execPath,
    [inRoot('apps/pipeline/bin/datahub.mjs'), ...process.argv.slice(2)],
    { cwd },
  );
});
