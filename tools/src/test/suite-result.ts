/** What one suite came to. */
export interface SuiteResult {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** What failed, each a line or a block that a person can act on. */
  readonly problems: readonly string[];
}

export type Counts = Pick<SuiteResult, 'passed' | 'failed' | 'skipped' | 'problems'>;

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0, problems: [] };

/** Adds up, in order. */
export function sumCounts(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((sum, counts) => sum + counts.passed, 0),
    failed: all.reduce((sum, counts) => sum + counts.failed, 0),
    skipped: all.reduce((sum, counts) => sum + counts.skipped, 0),
    problems: all.flatMap((counts) => counts.problems),
  };
}

export function oneFailure(problem: string): Counts {
  return { ...noCounts, failed: 1, problems: [problem] };
}
