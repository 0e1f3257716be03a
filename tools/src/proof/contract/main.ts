// npm run proof -- contract: every small step by which the contract can change, carried out in a copy of the workspace.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readWorkingTree } from '../../contract-check/read-revision.ts';
import { judgeAll } from '../../contract-mutate/judge-all.ts';
import { copyWorkspace } from '../../impact/prove/copy-workspace.ts';
import { live } from '../../process/live.ts';
import { runMain } from '../../process/user-error.ts';
import { inRoot, root } from '../../workspace/root.ts';
import { Tally } from '../tally.ts';
import { commitContract } from './commit-contract.ts';
import { CHECKS, runCheck } from './run-check.ts';
import { type Tried, tryMutation } from './try-mutation.ts';
import { writeTable } from './write-table.ts';

const options = new Command('npm run proof -- contract')
  .description(
    'Carries out every single-step mutation of the contract in a copy of the last commit, and sees which check goes red.',
  )
  .option('--part <k/n>', 'every n-th mutation, from the k-th on', readPart, { k: 1, n: 1 })
  .option('--harmless', 'the harmless ones: no check may go red')
  .addHelpText(
    'after',
    '\nThree parts take less than 45 minutes each on two cores. The table of a part: tmp/proof/contract-<k>-<n>.md.',
  )
  .parse()
  .opts<{ part: { k: number; n: number }; harmless?: boolean }>();

await runMain(() =>
  live(async (life) => {
    const copy = await copyWorkspace(root);
    life.onEnd(() => rm(copy, { recursive: true, force: true }));
    await commitContract(copy);
    const files = await readWorkingTree(copy);
    const { k, n } = options.part;
    const wanted = judgeAll(files)
      .judged.filter(({ mutation }) => (mutation.expected === 'safe') === (options.harmless ?? false))
      .filter((_, index) => index % n === k - 1);
    const tally = new Tally();
    // What is red anyway proves nothing.
    for (const { check, red, output } of await Promise.all(CHECKS.map((name) => runCheck(copy, name)))) {
      tally.check(`${check} is green before`, !red, output);
    }
    const tried: Tried[] = [];
    for (const [index, judged] of wanted.entries()) {
      const one = await tryMutation(copy, files, judged, 'first red');
      tried.push(one);
      const red = one.checks.filter((check) => check.red);
      const names = red.map(({ check }) => check).join(', ') || 'nothing went red';
      console.log(`${index + 1}/${wanted.length}  ${judged.mutation.id}  →  ${names}`);
      const holds = options.harmless ? red.length === 0 : red.length > 0;
      tally.check(judged.mutation.id, holds, red.map(({ output }) => output.slice(0, 500)).join('\n'));
    }
    const table = inRoot(`tmp/proof/contract${options.harmless ? '-harmless' : ''}-${k}-${n}.md`);
    await mkdir(dirname(table), { recursive: true });
    await writeFile(table, writeTable(tried));
    return tally.end();
  }),
);

function readPart(text: string): { k: number; n: number } {
  const [k = 0, n = 0] = text.split('/').map(Number);
  if (!(Number.isInteger(k) && Number.isInteger(n) && k >= 1 && k <= n)) {
    throw new InvalidArgumentError('Write it like 1/4.');
  }
  return { k, n };
}
