import { type Counts, noCounts } from './suite-result.ts';

/** What is read of vitest's JSON report (its shape is jest's). */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/**
 * Counts the tests of a vitest run. A file that could not be loaded has no test that failed, and counts
 * as one failure itself. `pending` is a test that never had its turn; one that is skipped is `skipped`.
 */
export function countVitest(report: VitestReport): Counts {
  let { passed, failed, skipped } = noCounts;
  const problems: string[] = [];
  for (const file of report.testResults) {
    const before = failed;
    let unrun = 0;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') {
        failed++;
        problems.push(`${file.name}\n  ${test.fullName}\n  ${firstLines(test.failureMessages?.[0] ?? '')}`);
      } else if (test.status === 'pending') unrun++;
      else skipped++;
    }
    if (unrun > 0) {
      failed += unrun;
      problems.push(`${file.name}\n  ${unrun} tests did not run: their process ended before`);
    }
    if (file.status === 'failed' && failed === before) {
      failed++;
      problems.push(`${file.name}\n  ${firstLines(file.message ?? 'could not be loaded')}`);
    }
  }
  return { passed, failed, skipped, problems };
}

function firstLines(message: string): string {
  return message.split('\n').slice(0, 12).join('\n  ');
}
