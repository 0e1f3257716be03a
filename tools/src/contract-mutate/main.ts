// npm run contract:mutate: every small step by which the contract can change, and what the rules say of it.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { readWorkingTree } from '../contract-check/read-revision.ts';
import { runMain } from '../process/user-error.ts';
import { inRoot, root } from '../workspace/root.ts';
import { judgeAll, type Proof } from './judge-all.ts';
import type { Judged } from './judge-mutation.ts';
import { writeRules } from './write-rules.ts';

const DOCUMENT = inRoot('docs/__generated__/contract-rules.md');

const options = new Command('npm run contract:mutate --')
  .description(
    'Changes the contract in every small step, in memory, and holds the verdicts against what is promised.',
  )
  .option('--json', 'every mutation with its verdicts')
  .option('--write', 'writes the rules and the table into docs/__generated__/contract-rules.md')
  .addHelpText(
    'after',
    '\nExit codes: 0 all as promised; 1 a harmful one survived, a harmless one was blocked, or one was misjudged.',
  )
  .parse()
  .opts<{ json?: boolean; write?: boolean }>();

await runMain(async () => {
  const proof = judgeAll(await readWorkingTree(root));
  if (options.write) {
    await mkdir(dirname(DOCUMENT), { recursive: true });
    await writeFile(DOCUMENT, writeRules(proof));
  }
  console.log(options.json ? JSON.stringify(proof.judged.map(plain), null, 2) : report(proof));
  return [proof.survived, proof.blocked, proof.misjudged, proof.unseen].every((list) => list.length === 0)
    ? 0
    : 1;
});

function plain({
  mutation: { id, operator, coordinate, expected },
  compiles,
  verdicts,
  verdict,
  because,
}: Judged) {
  return { id, operator, coordinate, expected, compiles, verdict, verdicts, because };
}

function report(proof: Proof): string {
  const harmful = proof.judged.filter(({ mutation }) => mutation.expected !== 'safe');
  const harmless = proof.judged.length - harmful.length;
  const lists = {
    survived: proof.survived,
    blocked: proof.blocked,
    misjudged: proof.misjudged,
    unseen: proof.unseen,
  };
  return [
    ...Object.entries(lists).flatMap(([name, list]) =>
      list.map(
        ({ mutation, verdict }) =>
          `${name}: ${mutation.id}: ${mutation.expected} was promised, ${verdict} came`,
      ),
    ),
    `${proof.judged.length} mutations. Killed: ${harmful.length - proof.survived.length} of ${harmful.length} harmful ones.` +
      ` Blocked: ${proof.blocked.length} of ${harmless} harmless ones. Misjudged: ${proof.misjudged.length}. Unseen: ${proof.unseen.length}.`,
  ].join('\n');
}
