import { styleText } from 'node:util';
import type { Place } from '../impact/place.ts';
import { SCHEMA_FOLDER } from './read-revision.ts';
import type { CheckReport, JudgedChange, Outcome } from './report.ts';

const MARKS: Readonly<
  Record<Outcome, { readonly mark: string; readonly colour: 'green' | 'yellow' | 'red' }>
> = {
  safe: { mark: '✓ safe', colour: 'green' },
  approved: { mark: '✓ approved', colour: 'green' },
  approval: { mark: '! needs approval', colour: 'yellow' },
  forbidden: { mark: '✗ forbidden', colour: 'red' },
};

/**
 * The report for a terminal.
 * @param coloured false in a pipe.
 */
export function printTerminal(report: CheckReport, coloured: boolean): string {
  const paint = (colour: 'green' | 'yellow' | 'red' | 'dim' | 'bold', text: string) =>
    coloured ? styleText(colour, text, { validateStream: false }) : text;
  const lines = [
    `The contract of the working tree against ${report.base.revision} (${report.base.commit.slice(0, 10)})`,
    '',
  ];
  for (const change of report.changes) {
    const { mark, colour } = MARKS[change.outcome];
    lines.push(
      `${paint(colour, mark)}  ${paint('bold', change.coordinate)}  ${change.rule}${change.place ? `  ${placeText(change)}` : ''}`,
      `    ${change.message}`,
    );
    if (change.outcome !== 'safe') {
      const { code, wire, storage } = change.verdicts;
      lines.push(`    code ${code} · wire ${wire} · storage ${storage}. ${change.why}`);
    }
    if (change.approvedBy) lines.push(`    Reason: ${change.approvedBy}`);
    lines.push(...impactLines(change).map((line) => `    ${line}`), '');
  }
  for (const { file, problem } of report.problems)
    lines.push(`${paint('yellow', '!')} ${file}: ${problem}`, '');
  for (const missing of report.missing) lines.push(`To pass: ${missing}`, '');
  lines.push(`${summary(report)} ${paint('dim', `${report.seconds.toFixed(1)} s`)}`);
  return lines.join('\n');
}

/** `libs/contract/schema/datasets/event.graphql:4:3` */
export function placeText({ place }: JudgedChange): string {
  return place ? `${SCHEMA_FOLDER}/${place.file}:${place.line}:${place.column}` : '';
}

/** A line for each place, or the words that there is none; nothing for what nobody needs to look at. */
function impactLines(change: JudgedChange): string[] {
  if (change.places === null) return [];
  if (change.places.length > 0) return change.places.map(impactLine);
  return change.outcome === 'safe' ? [] : ['no consumer'];
}

function impactLine({ file, line, column, project, kind, breaks, message, reason }: Place): string {
  const what = [message, ...(reason ? [`(${reason})`] : [])].join(' ').replaceAll(/\s+/g, ' ');
  return `${breaks ? 'breaks' : 'may break'}  ${file}:${line}:${column}  ${project}, ${kind}: ${what}`;
}

/** `2 forbidden, 1 needs approval, 4 safe.` */
export function summary({ changes }: CheckReport): string {
  if (changes.length === 0) return 'Nothing changed.';
  const counted = (['forbidden', 'approval', 'approved', 'safe'] as const).flatMap((outcome) => {
    const count = changes.filter((change) => change.outcome === outcome).length;
    const words = {
      forbidden: 'forbidden',
      approval: count === 1 ? 'needs approval' : 'need approval',
      approved: 'approved',
      safe: 'safe',
    };
    return count > 0 ? [`${count} ${words[outcome]}`] : [];
  });
  return `${counted.join(', ')}.`;
}
