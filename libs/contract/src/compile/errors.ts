import { defineErrors } from '../errors.ts';

export const contractError = defineErrors({
  CONTRACT_INVALID: {
    message: 'The contract does not compile. {count} problem(s):\n{problems}',
    exitCode: 65,
  },
});

/** One thing that is wrong with the SDL, with its place. */
export interface ContractProblem {
  /** `datasets/daily_metrics.graphql:4:3` */
  readonly at: string;
  readonly problem: string;
}
