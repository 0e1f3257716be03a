import { type Level, RULES, type Rule, type Verdict } from '@datahub/contract/compare';
import type { Proof } from './judge-all.ts';
import type { Judged } from './judge-mutation.ts';

const LEVELS: readonly Level[] = ['code', 'wire', 'storage'];

/** Markdown: the rules, and what every mutation of the contract as it stands came to. */
export function writeRules({ judged }: Proof): string {
  return [
    '<!-- Generated from libs/contract by `npm run codegen`. Do not edit. -->',
    '# What may change in the contract, and what not',
    '',
    'A change is judged at three levels: **code** (a consumer no longer compiles), **wire** (the answer to a client changes',
    'or fails), **storage** (published data no longer fit). The worst of the three counts. `npm run contract:check` says it',
    'for a working tree.',
    '',
    '## Rules',
    '',
    '| rule | code | wire | storage | why |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(RULES).map(([name, rule]) => ruleRow(name, rule)),
    '',
    '\\* needs approval, and no more, once it is past its `@sunset`, has no consumer, and was not asked for in 30 days.',
    '',
    '## Every small step',
    '',
    `All ${judged.length} single-step mutations of the contract, judged in memory. Those that the compiler refuses are forbidden.`,
    '',
    '| step | how often | code | wire | storage |',
    '| --- | ---: | --- | --- | --- |',
    ...stepRows(judged),
    '',
  ].join('\n');
}

function ruleRow(name: string, { verdicts, why, removal }: Rule): string {
  const cells = LEVELS.map(
    (level) => `${verdicts[level]}${removal && verdicts[level] === 'forbidden' ? '\\*' : ''}`,
  );
  return `| ${name} | ${cells.join(' | ')} | ${why} |`;
}

/** A row for each step and each set of verdicts that it came to. */
function stepRows(judged: readonly Judged[]): string[] {
  const rows = new Map<string, { readonly cells: readonly (Verdict | string)[]; count: number }>();
  for (const { mutation, compiles, verdicts } of judged) {
    const cells = compiles ? LEVELS.map((level) => verdicts[level]) : ['does not compile', '', ''];
    const key = [mutation.operator, ...cells].join('|');
    const row = rows.get(key) ?? { cells: [mutation.operator, ...cells], count: 0 };
    row.count++;
    rows.set(key, row);
  }
  return [...rows.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([
        ,
        {
          cells: [operator, ...cells],
          count,
        },
      ]) => `| ${operator} | ${count} | ${cells.join(' | ')} |`,
    );
}
