import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractChange } from '@datahub/contract/compare';

/** Where reasons lie: one Markdown file for a change, or for several that belong together. */
export const APPROVALS_FOLDER = 'libs/contract/approvals';

/** The label by which somebody with a say confirms the reasons of a pull request. */
export const APPROVAL_LABEL = 'contract-approved';

/** A reason file. */
export interface Approval {
  readonly file: string;
  /** What it speaks of: `column-type-widened Metric.row_count`. */
  readonly approves: ReadonlySet<string>;
  /** What is wrong with the file; null where nothing is. */
  readonly problem: string | null;
}

/**
 * Reads the reason files of a pull request. Only a line that it adds approves something: an old reason never covers a new
 * change, however the file around it was touched.
 *
 * @param added lines, by file from the root
 */
export function readApprovals(
  root: string,
  added: ReadonlyMap<string, readonly string[]>,
): Promise<Approval[]> {
  const files = [...added].filter(([path]) => path.endsWith('.md') && !path.endsWith('/README.md'));
  return Promise.all(
    files.map(async ([file, lines]) => parseApproval(file, await readFile(join(root, file), 'utf8'), lines)),
  );
}

/** `- rule coordinate` */
const APPROVES = /^- `?([a-z-]+ \S+?)`?$/;

/**
 * A line `- rule coordinate` for each change that it speaks of; everything else is the reason.
 * @param added those of its lines that are new
 */
export function parseApproval(file: string, text: string, added: readonly string[]): Approval {
  // What nobody sees on the page says nothing.
  const lines = text
    .replaceAll(/<!--[\s\S]*?(-->|$)/g, '')
    .split('\n')
    .map((line) => line.trim());
  const fresh = new Set(added.map((line) => line.trim()));
  const approves = new Set(
    lines.filter((line) => fresh.has(line)).flatMap((line) => APPROVES.exec(line)?.[1] ?? []),
  );
  const reason = lines.filter((line) => !APPROVES.test(line) && !/^(#.*|-{3,}|)$/.test(line)).join(' ');
  let problem: string | null = null;
  if (approves.size === 0) problem = 'It names no new change. Add a line "- <rule> <coordinate>" for each.';
  else if (reason.length < 20)
    problem = 'It gives no reason. Say why, and what whoever is concerned has to do.';
  return { file, approves, problem };
}

/** The file that speaks of a change, if there is one that is in order. */
export function approvalOf(change: ContractChange, approvals: readonly Approval[]): string | null {
  const named = `${change.rule} ${change.coordinate}`;
  return approvals.find(({ approves, problem }) => problem === null && approves.has(named))?.file ?? null;
}
