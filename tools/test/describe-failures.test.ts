import { expect, it } from 'vitest';
import { describeFailures } from '../src/workspace/describe-failures.ts';
import type { TaskResult } from '../src/workspace/run-nx.ts';

const task = (project: string, status: TaskResult['status'], output: string): TaskResult => ({
  project,
  target: 'build',
  status,
  output,
});

it('says what each failed task printed, without the lines of npm around it', () => {
  const output = `
> @datahub/api@0.1.0 build
> tsc -p tsconfig.build.json

src/app.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.
npm error Lifecycle script \`build\` failed with error:
npm error code 2
`;
  const results = [task('lake', 'success', 'fine'), task('api', 'failure', output)];
  expect(describeFailures({ ok: false, results, tail: 'NX' })).toBe(
    `api:build
src/app.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.
Failed: api:build`,
  );
});

it('says what Nx said last where it did not come to a task', () => {
  expect(describeFailures({ ok: false, results: [], tail: 'NX  Cannot find project' })).toBe(
    'NX  Cannot find project',
  );
});
