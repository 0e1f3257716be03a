import { describe, expect, it } from 'vitest';
import type { SuiteResult } from '../src/test/suite-result.ts';
import { summarize } from '../src/test/summarize.ts';

function suite(name: string, passed: number, failed: number, skipped = 0): SuiteResult {
  return { suite: name, passed, failed, skipped, seconds: 1.25, problems: [] };
}

function lastLine(results: readonly SuiteResult[]): string | undefined {
  return summarize(results).text.split('\n').at(-1);
}

describe('the summary of a run', () => {
  it('ends with one line over all suites', () => {
    const results = [suite('lint', 9, 0), suite('test', 120, 0)];
    expect(lastLine(results)).toBe('129 passed, 0 failed');
    expect(summarize(results).exitCode).toBe(0);
  });

  it('tells each suite in a table', () => {
    expect(summarize([suite('lint', 9, 0), suite('test', 120, 2, 3)]).text).toBe(
      [
        'suite  passed  failed  skipped  seconds',
        'lint        9       0        0      1.3',
        'test      120       2        3      1.3',
        '',
        '129 passed, 2 failed, 3 skipped',
      ].join('\n'),
    );
  });

  it('fails when a test failed, however many passed', () => {
    expect(summarize([suite('lint', 9, 0), suite('test', 1000, 1)]).exitCode).toBe(1);
  });

  it('fails when nothing ran', () => {
    expect(summarize([]).exitCode).toBe(1);
    expect(lastLine([])).toBe('0 passed, 0 failed');
  });

  it('counts a suite that gave no result as a failure', () => {
    const results = [suite('lint', 9, 0), suite('e2e', 0, 0)];
    expect(lastLine(results)).toBe('9 passed, 1 failed');
    expect(summarize(results).text).toContain('e2e (gave no result)');
    expect(summarize(results).exitCode).toBe(1);
  });

  it('counts a suite in which everything was skipped as a failure', () => {
    expect(lastLine([suite('e2e', 0, 0, 4)])).toBe('0 passed, 1 failed, 4 skipped');
  });
});
