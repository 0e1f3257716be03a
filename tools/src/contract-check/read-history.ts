import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContractChange, isAddedTo, judgeByRule } from '@datahub/contract/compare';
import { type ContractLock, EMPTY_LOCK, parseLock } from '@datahub/contract/lock';
import { isOnMain } from './choose-base.ts';
import { readFileAt } from './read-revision.ts';

const LOCK = 'libs/contract/contract.lock.json';

/** What was published and served before. */
export interface History {
  /** Entries of both; some stand in it twice. */
  readonly lock: ContractLock;
  /** That the working tree tells the past otherwise; null where it only adds to it. */
  readonly rewritten: ContractChange | null;
}

/** Reads what the base and the working tree know of the past: either alone could have forgotten something. */
export async function readHistory(root: string, commit: string): Promise<History> {
  const text = await readFileAt(root, commit, LOCK);
  const base = text === null ? EMPTY_LOCK : parseLock(text);
  const now = await readFile(join(root, LOCK), 'utf8').then(parseLock, () => EMPTY_LOCK);
  const lock: ContractLock = {
    ...base,
    entries: [...base.entries, ...now.entries],
    dropped: [...new Set([...base.dropped, ...now.dropped])],
  };
  // The newest entry of a branch is a draft, which the next step replaces.
  const isKept = isAddedTo(base, now) || !(await isOnMain(root, commit));
  return { lock, rewritten: isKept ? null : rewrittenChange() };
}

function rewrittenChange(): ContractChange {
  return judgeByRule('history-rewritten', {
    coordinate: 'contract.lock.json',
    served: [],
    message: 'The lock of the working tree lacks entries of the base, or has changed them.',
    place: null,
  });
}
