import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContractChange, isAddedTo, RULES, worstOf } from '@datahub/contract/compare';
import { type ContractLock, EMPTY_LOCK, parseLock } from '@datahub/contract/lock';
import { readFileAt } from './read-revision.ts';

const LOCK = 'libs/contract/contract.lock.json';

/** What was published and served before. */
export interface History {
  /** Of the base. */
  readonly lock: ContractLock;
  /** That the working tree tells the past otherwise; null where it only adds to it. */
  readonly rewritten: ContractChange | null;
}

/** Reads the lock as the base has it: the one of the working tree could have forgotten something. */
export async function readHistory(root: string, commit: string): Promise<History> {
  const base = await readFileAt(root, commit, LOCK);
  if (base === null) return { lock: EMPTY_LOCK, rewritten: null };
  const lock = parseLock(base);
  const now = await readFile(join(root, LOCK), 'utf8').then(parseLock, () => EMPTY_LOCK);
  return { lock, rewritten: isAddedTo(lock, now) ? null : rewrittenChange() };
}

function rewrittenChange(): ContractChange {
  const { verdicts, why } = RULES['history-rewritten'];
  return {
    rule: 'history-rewritten',
    coordinate: 'contract.lock.json',
    served: [],
    message: 'The lock of the working tree lacks entries of the base, or has changed them.',
    place: null,
    verdicts,
    verdict: worstOf(Object.values(verdicts)),
    why,
  };
}
