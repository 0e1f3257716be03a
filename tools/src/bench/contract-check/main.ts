// npm run bench -- contract-check: what it takes to say whom a change of the contract breaks, against finding it out.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { copyWorkspace } from '../../impact/prove/copy-workspace.ts';
import { live } from '../../process/live.ts';
import { runMain } from '../../process/user-error.ts';
import { commitContract } from '../../proof/contract/commit-contract.ts';
import { buildProjects } from '../../workspace/build-projects.ts';
import { root } from '../../workspace/root.ts';
import { compareCases } from '../harness/compare-cases.ts';
import { comparisonTable } from '../harness/print-table.ts';

const options = new Command('npm run bench -- contract-check')
  .description(
    'Renames a field that every consumer reads, in a copy of the last commit, and asks whom that breaks.',
  )
  .option('--rounds <n>', 'times that each case runs', (text) => Number(text), 3)
  .option('--json', 'figures as JSON')
  .parse()
  .opts<{ rounds: number; json?: boolean }>();

const CHECK = [
  '--import',
  'tsx',
  '--conditions=datahub-source',
  'tools/src/contract-check/main.ts',
  '--base',
  'HEAD',
];
const WITHOUT = 'NX_DAEMON=false npx nx run-many -t codegen typecheck --skip-nx-cache --nx-bail=false';

await runMain(() =>
  live(async (life) => {
    // The copy takes the types that a build of the site writes.
    await buildProjects(['gatsby-reports']);
    const copy = await copyWorkspace(root);
    life.onEnd(() => rm(copy, { recursive: true, force: true }));
    await commitContract(copy);
    const schema = join(copy, 'libs/contract/schema/api.graphql');
    const text = await readFile(schema, 'utf8');
    await writeFile(schema, text.replace('lastDate: Date', 'newestDate: Date'));
    const inCopy = (command: string) =>
      ['sh', '-c', `cd '${copy}' && { ${command}; } > /dev/null 2>&1 || true`] as const;
    const check = `'${process.execPath}' ${CHECK.join(' ')}`;
    const comparisons = await compareCases(
      [
        { name: 'contract:check', command: inCopy(check) },
        { name: 'contract:check --no-impact', command: inCopy(`${check} --no-impact`) },
        { name: 'codegen and typecheck of every project', command: inCopy(WITHOUT) },
      ],
      'codegen and typecheck of every project',
      options.rounds,
      ({ name, seconds }, round) => console.error(`round ${round + 1}: ${name}: ${seconds.toFixed(1)} s`),
    );
    console.log(options.json ? JSON.stringify(comparisons, null, 2) : `\n${comparisonTable(comparisons)}`);
    return 0;
  }),
);
