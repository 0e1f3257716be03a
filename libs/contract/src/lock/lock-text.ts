import { contractError } from '../compile/errors.ts';
import type { ContractLock, LockEntry } from './contract-lock.ts';
import { droppedNames } from './names-of.ts';

/** The lock as a file: a column or a list of names a line, so that a change of one is a change of one line. */
export function printLock(lock: ContractLock): string {
  return `${print(lock, '')}\n`;
}

/**
 * Reads a lock, and holds its list of dropped names to its entries: a name that was taken off the list would be free again.
 *
 * @throws CONTRACT_LOCK_INVALID
 */
export function parseLock(text: string): ContractLock {
  const entries = readEntries(text);
  const { dropped } = JSON.parse(text) as Partial<ContractLock>;
  const given = droppedNames(entries);
  if (JSON.stringify(dropped) !== JSON.stringify(given)) {
    throw contractError('CONTRACT_LOCK_INVALID', { reason: '"dropped" is not what its entries give' });
  }
  return { lockVersion: 1, entries, dropped: given };
}

/**
 * The entries alone, for who makes a lock anew.
 *
 * @throws CONTRACT_LOCK_INVALID
 */
export function readEntries(text: string): readonly LockEntry[] {
  let lock: Partial<ContractLock> | null;
  try {
    lock = JSON.parse(text);
  } catch (error) {
    throw contractError('CONTRACT_LOCK_INVALID', { reason: (error as Error).message }, error);
  }
  if (lock?.lockVersion !== 1 || !Array.isArray(lock.entries) || !lock.entries.every(isEntry)) {
    throw contractError('CONTRACT_LOCK_INVALID', { reason: 'it is no lock of version 1' });
  }
  return lock.entries;
}

/** True where an entry has what names are read from. */
function isEntry(value: unknown): value is LockEntry {
  const { wireHash, datasets, served, sources = [] } = (value ?? {}) as Partial<LockEntry>;
  return (
    typeof wireHash === 'string' &&
    isRecord(datasets) &&
    isRecord(served) &&
    Array.isArray(sources) &&
    Object.values(datasets).every((one) => Array.isArray(one?.partitionBy) && Array.isArray(one.stored)) &&
    Object.values(served).every((members) => Array.isArray(members))
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Array.isArray(value)
    ? value.map((member) => ['', member] as const)
    : Object.entries(value).map(([key, member]) => [`${JSON.stringify(key)}: `, member] as const);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (members.every(([, member]) => typeof member !== 'object' || member === null)) {
    return `${open}${members.map(([key, member]) => key + JSON.stringify(member)).join(', ')}${close}`;
  }
  const inner = `${indent}  `;
  const lines = members.map(([key, member]) => `${inner}${key}${print(member, inner)}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
