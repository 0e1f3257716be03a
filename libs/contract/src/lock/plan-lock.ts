import { canonicalJson } from '../compile/canonical.ts';
import { type ContractLock, EMPTY_LOCK, type LockEntry } from './contract-lock.ts';
import { namesOf } from './make-entry.ts';

/**
 * The lock that fits a contract: the same where its last entry is the contract already, else with one more entry. The last
 * entry is replaced where nobody else can have seen it: while a change is worked on, its steps are no history.
 *
 * @param lock as it lies in the working tree; null where there is none
 * @param committed as the newest commit has it; null where nobody knows, and everything is kept
 */
export function planLock(
  lock: ContractLock | null,
  current: LockEntry,
  committed: ContractLock | null,
): ContractLock {
  const entries = lock?.entries ?? [];
  const last = entries.at(-1);
  const isDraft =
    last !== undefined && committed !== null && !committed.entries.some((entry) => isSame(entry, last));
  const history = isDraft ? entries.slice(0, -1) : entries;
  const newest = history.at(-1);
  const next = newest !== undefined && isSame(newest, current) ? history : [...history, current];
  return { ...EMPTY_LOCK, entries: next, dropped: droppedNames(next) };
}

/** Dropped names that the newest contract uses all the same. */
export function reusedNames(lock: ContractLock): string[] {
  const newest = lock.entries.at(-1);
  const used = newest === undefined ? new Set() : namesOf(newest);
  return lock.dropped.filter((name) => used.has(name));
}

/** Names of an entry that a later one lacks, even if one that is later still has them again. */
function droppedNames(entries: readonly LockEntry[]): string[] {
  const dropped = new Set<string>();
  let known = new Set<string>();
  for (const entry of entries) {
    const names = namesOf(entry);
    for (const name of known) if (!names.has(name)) dropped.add(name);
    known = new Set([...known, ...names]);
  }
  return [...dropped].sort();
}

function isSame(a: LockEntry, b: LockEntry): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
