import { type SuiteResult, sumCounts } from './suite-result.ts';

export interface Summary {
  /** A table of the suites, then one line over all of them: `N passed, N failed`. */
  readonly text: string;
  readonly exitCode: number;
}

/**
 * Says what a whole run came to. It fails when a test failed, when none ran, and when a suite gave no result
 * at all: a runner that found nothing to do must never look like success.
 */
export function summarize(results: readonly SuiteResult[]): Summary {
  const counted = results.map((result) =>
    result.passed + result.failed === 0
      ? { ...result, failed: 1, note: ' (gave no result)' }
      : { ...result, note: '' },
  );
  const total = sumCounts(counted);
  const rows = [
    ['suite', 'passed', 'failed', 'skipped', 'seconds'],
    ...counted.map((result) => [
      result.suite + result.note,
      String(result.passed),
      String(result.failed),
      String(result.skipped),
      result.seconds.toFixed(1),
    ]),
  ];
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  const line = `${total.passed} passed, ${total.failed} failed${skipped}`;
  return {
    text: `${formatTable(rows)}\n\n${line}`,
    exitCode: total.failed > 0 || total.passed === 0 ? 1 : 0,
  };
}

function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
