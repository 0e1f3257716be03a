import type { ContractChange, Verdict } from '@datahub/contract/compare';
import type { Place } from '../impact/place.ts';

/** What is to be done about a change in the end. */
export type Outcome =
  | 'safe'
  /** It needed approval, and has it. */
  | 'approved'
  /** It needs approval: a reason file, or the label, is missing. */
  | 'approval'
  | 'forbidden';

export interface JudgedChange extends ContractChange {
  readonly outcome: Outcome;
  /** The reason file that covers it. */
  readonly approvedBy: string | null;
  /** Null where nobody looked. */
  readonly places: readonly Place[] | null;
}

/** What `contract:check --json` prints. */
export interface CheckReport {
  /** The revision as it was named, and its commit. */
  readonly base: { readonly revision: string; readonly commit: string };
  readonly outcome: Outcome;
  /** The worst first. */
  readonly changes: readonly JudgedChange[];
  /** What is wrong with reason files. */
  readonly problems: readonly { readonly file: string; readonly problem: string }[];
  /** What is missing to pass. */
  readonly missing: readonly string[];
  readonly seconds: number;
}

const ORDER: readonly Outcome[] = ['safe', 'approved', 'approval', 'forbidden'];

/** The worst of several outcomes; `safe` of none. */
export function worstOutcome(outcomes: Iterable<Outcome>): Outcome {
  return [...outcomes].reduce(
    (worst, outcome) => (ORDER.indexOf(outcome) > ORDER.indexOf(worst) ? outcome : worst),
    'safe',
  );
}

/** For sorting: the worst first. */
export function severityOf(outcome: Outcome): number {
  return -ORDER.indexOf(outcome);
}

/** What a verdict comes to, with or without approval. */
export function outcomeOf(verdict: Verdict, approved: boolean): Outcome {
  if (verdict === 'approval') return approved ? 'approved' : 'approval';
  return verdict;
}
