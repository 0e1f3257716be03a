import type { Verdict } from '@datahub/contract/compare';
import type { Edit } from '../mutation.ts';

/** A mutation of a target that is known. */
export interface Draft {
  readonly operator: string;
  /** Where the target is not the one that is judged: a new field. */
  readonly coordinate?: string;
  readonly expected: Verdict;
  readonly edits: readonly Edit[];
}
