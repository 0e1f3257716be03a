import { contractError } from '../compile/errors.ts';
import type { ContractLock } from './contract-lock.ts';

/** The lock as a file: a column or a list of names a line, so that a change of one is a change of one line. */
export function printLock(lock: ContractLock): string {
  return `${print(lock, '')}\n`;
}

/** @throws CONTRACT_LOCK_INVALID */
export function parseLock(text: string): ContractLock {
  let lock: unknown;
  try {
    lock = JSON.parse(text);
  } catch (error) {
    throw contractError('CONTRACT_LOCK_INVALID', { reason: (error as Error).message }, error);
  }
  if (!isLock(lock)) throw contractError('CONTRACT_LOCK_INVALID', { reason: 'it is no lock of version 1' });
  return lock;
}

function isLock(value: unknown): value is ContractLock {
  const lock = value as Partial<ContractLock> | null;
  return lock?.lockVersion === 1 && Array.isArray(lock.entries) && Array.isArray(lock.dropped);
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
