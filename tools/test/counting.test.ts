import { describe, expect, it } from 'vitest';
import { countPlaywright } from '../src/test/count-playwright.ts';
import { countTasks } from '../src/test/count-tasks.ts';
import { countVitest } from '../src/test/count-vitest.ts';
import { startedTask } from '../src/workspace/run-nx.ts';

describe('counting what vitest reports', () => {
  const test = (status: string) => ({
    status,
    fullName: `it is ${status}`,
    failureMessages: ['expected 1 to be 2'],
  });

  it('counts passed, failed and skipped tests', () => {
    const assertionResults = ['passed', 'passed', 'failed', 'skipped', 'todo'].map(test);
    const counts = countVitest({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults }] });
    expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: 2 });
    expect(counts.problems).toEqual([
      expect.stringMatching(/a\.test\.ts\n {2}it is failed\n {2}expected 1 to be 2/),
    ]);
  });

  it('counts tests that never had their turn as failed', () => {
    const file = {
      name: 'a.test.ts',
      status: 'passed',
      assertionResults: ['passed', 'pending', 'pending'].map(test),
    };
    const counts = countVitest({ testResults: [file] });
    expect(counts).toMatchObject({ passed: 1, failed: 2, skipped: 0 });
    expect(counts.problems).toEqual([expect.stringContaining('2 tests did not run')]);
  });

  it('counts a file that could not be loaded', () => {
    const broken = {
      name: 'b.test.ts',
      status: 'failed',
      message: 'Cannot find module',
      assertionResults: [],
    };
    const counts = countVitest({ testResults: [broken] });
    expect(counts).toMatchObject({ passed: 0, failed: 1 });
    expect(counts.problems[0]).toContain('Cannot find module');
  });
});

describe('counting what Playwright reports', () => {
  const spec = (status: 'expected' | 'unexpected' | 'flaky' | 'skipped') => ({
    title: status,
    file: 'home.spec.ts',
    line: 3,
    tests: [{ status, results: [{ error: { message: 'not visible' } }] }],
  });

  it('counts nested suites, and a flaky test as failed', () => {
    const counts = countPlaywright({
      errors: [],
      suites: [
        {
          title: 'file',
          specs: [spec('expected')],
          suites: [{ title: 'inner', specs: [spec('flaky'), spec('skipped')] }],
        },
      ],
    });
    expect(counts).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
    expect(counts.problems).toEqual(['home.spec.ts:3\n  flaky\n  not visible']);
  });

  it('counts an error outside of any test', () => {
    expect(countPlaywright({ errors: [{ message: 'set-up broke' }], suites: [] })).toMatchObject({
      failed: 1,
      problems: ['set-up broke'],
    });
  });
});

describe('counting tasks that are no test runners', () => {
  const result = (
    project: string,
    status: 'success' | 'failure' | 'skipped' | 'local-cache',
    target = 'lint',
  ) => ({
    project,
    target,
    status,
    output: `${project} says ${status}`,
  });

  it('counts one test a project, from the cache or not', () => {
    const run = { ok: true, tail: '', results: [result('api', 'success'), result('lake', 'local-cache')] };
    expect(countTasks(run, 'lint', ['api', 'lake'])).toEqual({
      passed: 2,
      failed: 0,
      skipped: 0,
      problems: [],
    });
  });

  it('counts a project that never ran as failed, and shows the build that kept it', () => {
    const run = {
      ok: false,
      tail: '',
      results: [result('contract', 'failure', 'build'), result('api', 'skipped')],
    };
    const counts = countTasks(run, 'lint', ['api', 'lake']);
    expect(counts).toMatchObject({ passed: 0, failed: 2 });
    expect(counts.problems).toEqual([
      'contract:build\n  contract says failure',
      'api:lint did not run, because a task that it needs failed',
      'lake:lint did not run, because a task that it needs failed',
    ]);
  });

  it('shows what Nx said when it ran nothing at all', () => {
    const counts = countTasks({ ok: false, tail: 'Cannot read nx.json', results: [] }, 'lint', ['api']);
    expect(counts.failed).toBe(1);
    expect(counts.problems[0]).toContain('Cannot read nx.json');
  });
});

it('reads the name of a task from what Nx prints', () => {
  expect(startedTask('> nx run api:build')).toBe('api:build');
  expect(startedTask('> nx run api:build  [existing outputs match the cache, left as is]')).toBe('api:build');
  expect(startedTask('> @datahub/api@0.1.0 build')).toBeUndefined();
});
