import { type ContractChange, type Verdict, weighEvidence, worstOf } from '@datahub/contract/compare';
import type { Place } from '../impact/place.ts';
import { APPROVAL_LABEL, APPROVALS_FOLDER, type Approval, approvalOf } from './find-approvals.ts';
import type { UsesOf } from './read-usage.ts';
import { type CheckReport, type JudgedChange, outcomeOf, severityOf, worstOutcome } from './report.ts';

export interface JudgeOptions {
  readonly base: CheckReport['base'];
  readonly changes: readonly ContractChange[];
  /** Null where nobody looked. */
  readonly placesOf: ((change: ContractChange) => readonly Place[]) | null;
  readonly usesOf: UsesOf;
  readonly approvals: readonly Approval[];
  /** Labels of the pull request; null where there is none, as on a developer's machine. */
  readonly labels: readonly string[] | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Brings the rules, the evidence and the approvals of a pull request together. */
export function judgeChanges(options: JudgeOptions): Omit<CheckReport, 'seconds'> {
  const { approvals, labels } = options;
  const labelled = labels === null || labels.includes(APPROVAL_LABEL);
  const changes = options.changes
    .map((change) => judgeChange(change, options, labelled))
    .toSorted((a, b) => severityOf(a.outcome) - severityOf(b.outcome));
  const problems = approvals.flatMap(({ file, problem }) => (problem === null ? [] : [{ file, problem }]));
  const outcome = worstOutcome(changes.map((change) => change.outcome));
  return { base: options.base, outcome, changes, problems, missing: missingOf(changes, labelled) };
}

function judgeChange(change: ContractChange, options: JudgeOptions, labelled: boolean): JudgedChange {
  const places = options.placesOf?.(change) ?? null;
  const weighed = weighEvidence(change, {
    today: options.today,
    // What only may break needs it too: no compiler knows what a Spark job reads.
    consumers: places?.length ?? null,
    uses: usesOfAny(change.served, options.usesOf),
  });
  const seen = withWhatWasSeen(weighed, places ?? []);
  const approvedBy = approvalOf(seen, options.approvals);
  return { ...seen, approvedBy, outcome: outcomeOf(seen.verdict, approvedBy !== null && labelled), places };
}

/** The rules say what a change may do to code; where it was seen to break some, it is not safe there. */
function withWhatWasSeen(change: ContractChange, places: readonly Place[]): ContractChange {
  if (change.verdicts.code !== 'safe' || !places.some(({ breaks }) => breaks)) return change;
  const verdicts: Record<keyof ContractChange['verdicts'], Verdict> = {
    ...change.verdicts,
    code: 'approval',
  };
  return { ...change, verdicts, verdict: worstOf(Object.values(verdicts)) };
}

function usesOfAny(coordinates: readonly string[], usesOf: UsesOf): number | null {
  let sum = 0;
  for (const coordinate of coordinates) {
    const uses = usesOf(coordinate);
    if (uses === null) return null;
    sum += uses;
  }
  // What clients cannot see, they cannot use.
  return sum;
}

function missingOf(changes: readonly JudgedChange[], labelled: boolean): string[] {
  const open = changes.filter(({ outcome }) => outcome === 'approval');
  const unreasoned = open.filter(({ approvedBy }) => approvedBy === null);
  const lines = unreasoned.map(({ rule, coordinate }) => `- ${rule} ${coordinate}`);
  return [
    ...(lines.length > 0
      ? [`A file ${APPROVALS_FOLDER}/<what>.md that gives the reason, with these lines:\n${lines.join('\n')}`]
      : []),
    ...(open.length > 0 && !labelled ? [`The label ${APPROVAL_LABEL} on the pull request.`] : []),
  ];
}
