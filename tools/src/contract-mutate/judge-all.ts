import { readContract } from '@datahub/contract/compare';
import type { SchemaFile } from '@datahub/contract/compile';
import { type Judged, judgeMutation } from './judge-mutation.ts';
import { listMutations } from './list-mutations.ts';

/** What came of all mutations of a contract. */
export interface Proof {
  readonly judged: readonly Judged[];
  /** Harmful ones that the rules let pass. */
  readonly survived: readonly Judged[];
  /** Harmless ones that the rules stopped. */
  readonly blocked: readonly Judged[];
  /** Neither, and yet judged more or less strictly than promised. */
  readonly misjudged: readonly Judged[];
  /** Harmful ones that no rule speaks of. */
  readonly unseen: readonly Judged[];
}

/** Judges every single-step mutation in memory, and holds the verdict against what is promised. */
export function judgeAll(files: readonly SchemaFile[]): Proof {
  const before = readContract(files);
  const judged = listMutations(files).map((mutation) => judgeMutation(before, files, mutation));
  const wrong = judged.filter(({ verdict, mutation }) => verdict !== mutation.expected);
  const survived = wrong.filter(({ verdict }) => verdict === 'safe');
  const blocked = wrong.filter(({ mutation }) => mutation.expected === 'safe');
  return {
    judged,
    survived,
    blocked,
    misjudged: wrong.filter((one) => !survived.includes(one) && !blocked.includes(one)),
    unseen: judged.filter(({ because, mutation }) => mutation.expected !== 'safe' && because.length === 0),
  };
}
