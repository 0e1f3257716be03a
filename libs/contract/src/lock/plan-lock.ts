import { canonicalJson } from '../compile/canonical.ts';
import { type ContractLock, EMPTY_LOCK, type LockEntry } from './contract-lock.ts';
import { droppedNames, namesOf } from './names-of.ts';

/**
 * The lock that fits a contract: the history, and one more entry where the contract is not its newest one already. What else
 * a working tree's lock holds does not count: the steps of a branch are no history, and two branches that both added an
 * entry need no merging by hand.
 *
 * @param history what main has, oldest first
 */
export function planLock(history: readonly LockEntry[], current: LockEntry): ContractLock {
  const newest = history.at(-1);
  const isKnown = newest !== undefined && canonicalJson(newest) === canonicalJson(current);
  const entries = isKnown ? history : [...history, current];
  return { ...EMPTY_LOCK, entries, dropped: droppedNames(entries) };
}

/** Dropped names that the newest contract uses all the same. */
export function reusedNames(lock: ContractLock): string[] {
  const newest = lock.entries.at(-1);
  const used = newest === undefined ? new Set() : namesOf(newest);
  return lock.dropped.filter((name) => used.has(name));
}
