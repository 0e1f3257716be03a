// npm run proof -- impact: ten breaking changes, carried out in a copy; the impact report against what really fails.
import { rm } from 'node:fs/promises';
import { Command } from 'commander';
import { breakingChanges } from '../../impact/prove/breaking-changes.ts';
import { compareWithReality } from '../../impact/prove/compare-with-reality.ts';
import { copyWorkspace } from '../../impact/prove/copy-workspace.ts';
import { live } from '../../process/live.ts';
import { runMain, UserError } from '../../process/user-error.ts';
import { buildProjects } from '../../workspace/build-projects.ts';
import { root } from '../../workspace/root.ts';
import { Tally } from '../tally.ts';

const options = new Command('npm run proof -- impact')
  .description(
    'Carries out breaking changes in a copy of the last commit, and compares what fails with the impact report.',
  )
  .option('--only <words>', 'those whose name has these words')
  .addHelpText('after', `\nChanges:\n${breakingChanges.map(({ name }) => `  ${name}`).join('\n')}`)
  .parse()
  .opts<{ only?: string }>();

await runMain(() =>
  live(async (life) => {
    const changes = breakingChanges.filter(({ name }) => name.includes(options.only ?? ''));
    if (changes.length === 0)
      throw new UserError(`No change is named like "${options.only}". See --help.`, 2);
    // The copy takes the types that a build of the site writes.
    await buildProjects(['gatsby-reports']);
    const copy = await copyWorkspace(root);
    life.onEnd(() => rm(copy, { recursive: true, force: true }));
    const tally = new Tally();
    await compareWithReality(copy, changes, ({ name, foretold, seen, missing, surplus }) => {
      console.log(`\n${name}: ${foretold.length} places foretold, ${seen.length} seen`);
      tally.check(`${name}: it breaks somebody`, seen.length > 0);
      tally.check(`${name}: none is missing`, missing.length === 0, missing.join(', '));
      tally.check(`${name}: none is too many`, surplus.length === 0, surplus.join(', '));
    });
    return tally.end();
  }),
);
