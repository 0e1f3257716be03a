import type { ProjectGraph } from '../workspace/read-graph.ts';

/** What a suite is given. */
export interface SuiteContext {
  readonly graph: ProjectGraph;
  /** How many tasks may run at once. */
  readonly parallel: number;
  /** Everything that the programs of the suite print. */
  readonly logFile: string;
  readonly onTask: (task: string) => void;
  readonly signal: AbortSignal;
}
