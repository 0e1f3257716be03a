// npm run contract:check: what the contract of the working tree changes, whom it breaks, and whether it may.
import { appendFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { runMain } from '../process/user-error.ts';
import { root } from '../workspace/root.ts';
import { checkContract } from './check-contract.ts';
import { printAnnotations } from './print-annotations.ts';
import { printMarkdown } from './print-markdown.ts';
import { printTerminal } from './print-terminal.ts';
import type { CheckReport, Outcome } from './report.ts';

const EXIT_CODES: Readonly<Record<Outcome, number>> = { safe: 0, approved: 0, approval: 3, forbidden: 1 };

const options = new Command('npm run contract:check --')
  .description(
    'Compares the contract of the working tree with a revision and with its own history, and says whom each change breaks.',
  )
  .option(
    '--base <revision>',
    'what to compare with: a branch, a tag, a commit (default: where this branch left main)',
  )
  .option(
    '--usage <file or URL>',
    'what the API counted: its /usage, or a copy of it; without, nothing may be removed',
  )
  .option('--labels <list>', 'labels of the pull request, with commas; without, the label is not asked for')
  .option('--no-impact', 'verdicts alone: does not look for what each change breaks')
  .option('--json', 'the report as JSON')
  .option('--markdown <file>', 'writes the report as Markdown too, for a comment')
  .addHelpText(
    'after',
    `
Exit codes: 0 all is safe or approved; 1 something is forbidden; 2 a wrong call; 3 something needs approval;
65 the contract does not compile; 66 usage figures could not be read.
On GitHub Actions it annotates the pull request and adds to the job summary by itself.
The rules: docs/__generated__/contract-rules.md.`,
  )
  .parse()
  .opts<{
    base?: string;
    usage?: string;
    labels?: string;
    json?: boolean;
    markdown?: string;
    impact: boolean;
  }>();

await runMain(async () => {
  const report = await checkContract({
    root,
    base: options.base,
    usage: options.usage,
    labels: options.labels === undefined ? null : options.labels.split(',').map((label) => label.trim()),
    now: new Date(),
    impact: options.impact,
    onStep: reportStep,
  });
  reportStep('');
  await print(report);
  return EXIT_CODES[report.outcome];
});

/** Progress, on a terminal alone. */
function reportStep(step: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${step}`);
}

async function print(report: CheckReport): Promise<void> {
  if (options.json) console.log(JSON.stringify(report, null, 2));
  else console.log(printTerminal(report, process.stdout.isTTY === true && !process.env.NO_COLOR));
  if (options.markdown) await writeFile(options.markdown, printMarkdown(report));
  if (process.env.GITHUB_ACTIONS !== 'true') return;
  // In JSON they would be in the way of whoever reads it.
  for (const line of printAnnotations(report)) (options.json ? console.error : console.log)(line);
  if (process.env.GITHUB_STEP_SUMMARY)
    await appendFile(process.env.GITHUB_STEP_SUMMARY, printMarkdown(report));
}
