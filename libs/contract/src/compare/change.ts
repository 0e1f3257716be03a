/** Where a change is felt. */
export type Level =
  /** A consumer of this repository no longer compiles. */
  | 'code'
  /** The answer to a client's question changes, or fails. */
  | 'wire'
  /** Data that are published already no longer fit. */
  | 'storage';

/** What is to be done about a change, the mildest first. */
export type Verdict = 'safe' | 'approval' | 'forbidden';

/** A place in the SDL. */
export interface SchemaPlace {
  /** Below `schema/`: `datasets/daily_metrics.graphql`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** One difference between two contracts, judged. */
export interface ContractChange {
  /** Which rule of `docs/__generated__/contract-rules.md` speaks: `field-removed`, `unit-changed`. */
  readonly rule: string;
  /**
   * What changed, as a schema coordinate (GraphQL RFC "Schema Coordinates"): `Metric`, `Metric.total_revenue`,
   * `Query.dailyMetrics(first:)`, `Aggregation.SUM`. Sources and events have coordinates too, though nobody can ask for them.
   */
  readonly coordinate: string;
  /**
   * Coordinates of the served schema that it touches: a column of a dataset is a field of its row types as well. Exact,
   * never a prefix. Empty where clients cannot see the change.
   */
  readonly served: readonly string[];
  /** What changed, from what to what, in one sentence. */
  readonly message: string;
  /** In the new SDL; in the old one where it is gone. Null where no line says it. */
  readonly place: SchemaPlace | null;
  readonly verdicts: Readonly<Record<Level, Verdict>>;
  /** The worst of the three. */
  readonly verdict: Verdict;
  /** Why it is judged so, and what to do instead where it is forbidden. */
  readonly why: string;
  /** Where something is gone: the day until which it was promised to stay (`@sunset(after:)`); null where none was told. */
  readonly sunset?: string | null;
}

const ORDER: readonly Verdict[] = ['safe', 'approval', 'forbidden'];

/** The worst of several verdicts; `safe` of none. */
export function worstOf(verdicts: Iterable<Verdict>): Verdict {
  let worst = 0;
  for (const verdict of verdicts) worst = Math.max(worst, ORDER.indexOf(verdict));
  return ORDER[worst] as Verdict;
}
