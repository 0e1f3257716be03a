import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../place.ts';
import type { Consumer } from '../workspace/find-consumers.ts';
import type { CheckWork } from './check-worker.ts';

/** The longest first, so that the cores end together: Vue's templates, then what has much code. */
const WEIGHT: Readonly<Record<string, number>> = { 'vue-tsc': 2, gatsby: 1 };

/** Type-checks projects, as many at once as there are cores. */
export async function checkProjects(
  projects: readonly Consumer[],
  work: CheckWork,
  onChecked: (project: string, milliseconds: number) => void = () => {},
): Promise<Finding[]> {
  const waiting = projects.toSorted((a, b) => weigh(b) - weigh(a));
  const count = Math.max(1, Math.min(waiting.length, availableParallelism()));
  const findings = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = fork(fileURLToPath(new URL('./check-worker.ts', import.meta.url)), {
        execArgv: ['--import', 'tsx'],
        serialization: 'advanced', // overlays are maps
      });
      const found: Finding[] = [];
      try {
        child.send(work);
        for (let project = waiting.shift(); project; project = waiting.shift()) {
          child.send(project);
          const { findings, took } = await answerOf(child, project);
          onChecked(project.name, took);
          found.push(...findings);
        }
      } finally {
        child.kill();
      }
      return found;
    }),
  );
  return findings.flat();
}

function answerOf(child: ChildProcess, { name }: Consumer): Promise<{ findings: Finding[]; took: number }> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`The type check of ${name} ended without an answer.`));
    child.once('exit', fail);
    child.once('message', (answer) => {
      child.off('exit', fail);
      resolve(answer as { findings: Finding[]; took: number });
    });
  });
}

function weigh({ needs }: Consumer): number {
  return needs.reduce((sum, name) => sum + (WEIGHT[name] ?? 0), 0);
}
