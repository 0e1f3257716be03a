import { defineErrors } from '../errors.ts';

export const contractError = defineErrors({
  CONTRACT_INVALID: {
    message: 'The contract does not compile. {count} problem(s):\n{problems}',
    exitCode: 65,
  },
  CONTRACT_LOCK_INVALID: {
    message:
      'contract.lock.json cannot be read: {reason}. Run "npm run codegen": it makes the file from the history of main.',
    exitCode: 65,
  },
});

/** One thing that is wrong with the SDL, with its place. */
export interface ContractProblem {
  /** `datasets/daily_metrics.graphql:4:3` */
  readonly at: string;
  readonly problem: string;
}
