import { placeText, summary } from './print-terminal.ts';
import type { CheckReport, JudgedChange, Outcome } from './report.ts';

/** By this the workflow finds its comment again. */
export const COMMENT_MARK = '<!-- contract:check -->';

const TITLES: Readonly<Record<Outcome, string>> = {
  forbidden: 'Forbidden',
  approval: 'Needs approval',
  approved: 'Approved',
  safe: 'Safe',
};

/** The report for a job summary and for the comment on a pull request. */
export function printMarkdown(report: CheckReport): string {
  const lines = [
    COMMENT_MARK,
    '## Contract',
    '',
    `${summary(report)} Compared with \`${report.base.commit.slice(0, 10)}\`.`,
    '',
  ];
  for (const outcome of ['forbidden', 'approval', 'approved'] as const) {
    const changes = report.changes.filter((change) => change.outcome === outcome);
    if (changes.length > 0) lines.push(`### ${TITLES[outcome]}`, '', ...changes.flatMap(describe));
  }
  const safe = report.changes.filter(({ outcome }) => outcome === 'safe');
  if (safe.length > 0) {
    lines.push(
      `<details><summary>Safe: ${safe.length}</summary>`,
      '',
      ...safe.map(({ message }) => `- ${message}`),
      '',
      '</details>',
      '',
    );
  }
  for (const { file, problem } of report.problems) lines.push(`- \`${file}\`: ${problem}`);
  for (const missing of report.missing) {
    const [first, ...rest] = missing.split('\n');
    lines.push('', `**To pass:** ${first}`, ...(rest.length > 0 ? ['```', ...rest, '```'] : []));
  }
  return shorten(`${lines.join('\n').trimEnd()}\n`);
}

/** GitHub takes no comment of more than 65,536 characters. */
const LONGEST = 60_000;

function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf('\n', LONGEST);
  return `${text.slice(0, end)}\n\nThe rest is in the log: \`npm run contract:check\`.\n`;
}

function describe(change: JudgedChange): string[] {
  const { code, wire, storage } = change.verdicts;
  const where = change.place ? ` (${placeText(change)})` : '';
  const lines = [
    `**\`${change.coordinate}\`** ${change.message}${where}`,
    '',
    `code ${code} · wire ${wire} · storage ${storage}. ${change.why}`,
    ...(change.approvedBy ? ['', `Reason: \`${change.approvedBy}\``] : []),
    '',
  ];
  if (change.places === null) return lines;
  if (change.places.length === 0) return [...lines, 'no consumer', ''];
  return [
    ...lines,
    '| where | project | what |',
    '| --- | --- | --- |',
    ...change.places.map(
      ({ file, line, column, project, kind, breaks, message }) =>
        `| \`${file}:${line}:${column}\` | ${project} | ${breaks ? '' : 'may: '}${kind}: ${cell(message)} |`,
    ),
    '',
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
