// The history of the contract: contract.lock.json.
export {
  type ContractLock,
  EMPTY_LOCK,
  type LockEntry,
  type LockedColumn,
  type LockedDataset,
  type LockedStoredColumn,
} from './contract-lock.ts';
export { parseLock, printLock, readEntries } from './lock-text.ts';
export { makeLockEntry } from './make-entry.ts';
export { namesOf } from './names-of.ts';
export { planLock, reusedNames } from './plan-lock.ts';
