import {
  compareContracts,
  type Level,
  type ReadContract,
  readContract,
  type Verdict,
  worstOf,
} from '@datahub/contract/compare';
import type { SchemaFile } from '@datahub/contract/compile';
import { applyEdits, type Mutation } from './mutation.ts';

/** What the rules say of a mutation. */
export interface Judged {
  readonly mutation: Mutation;
  /** False where the compiler refuses it: then it is forbidden at every level. */
  readonly compiles: boolean;
  readonly verdicts: Readonly<Record<Level, Verdict>>;
  readonly verdict: Verdict;
  /** Rules that spoke, and why it does not compile. */
  readonly because: readonly string[];
  /** Null where it does not compile. */
  readonly after: ReadContract | null;
}

const FORBIDDEN = { code: 'forbidden', wire: 'forbidden', storage: 'forbidden' } as const;

/** Compiles the mutated SDL and compares it with the one before. */
export function judgeMutation(
  before: ReadContract,
  files: readonly SchemaFile[],
  mutation: Mutation,
): Judged {
  let after: ReadContract;
  try {
    after = readContract(applyEdits(files, mutation.edits));
  } catch (error) {
    const because = [(error as Error).message];
    return { mutation, compiles: false, verdicts: FORBIDDEN, verdict: 'forbidden', because, after: null };
  }
  const changes = compareContracts(before, after);
  const at = (level: Level) => worstOf(changes.map(({ verdicts }) => verdicts[level]));
  const verdicts = { code: at('code'), wire: at('wire'), storage: at('storage') };
  const because = changes.map(({ rule, coordinate }) => `${rule} ${coordinate}`);
  return { mutation, compiles: true, verdicts, verdict: worstOf(Object.values(verdicts)), because, after };
}
