import { type Counts, noCounts } from './suite-result.ts';

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

/** What is read of Playwright's JSON report. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  /** Errors outside of any test, like a set-up that failed. */
  readonly errors: readonly { readonly message?: string }[];
}

/** Counts the tests of a Playwright run. One that passed only when tried again counts as failed. */
export function countPlaywright(report: PlaywrightReport): Counts {
  let { passed, failed, skipped } = noCounts;
  const problems = report.errors.map((error) => error.message ?? 'an error outside of any test');
  failed += report.errors.length;
  const visit = (suite: PlaywrightSuite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') passed++;
        else if (test.status === 'skipped') skipped++;
        else {
          failed++;
          const message = test.results.find((result) => result.error)?.error?.message ?? test.status;
          problems.push(`${spec.file}:${spec.line}\n  ${spec.title}\n  ${message}`);
        }
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  return { passed, failed, skipped, problems };
}
