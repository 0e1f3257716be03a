// What differs between two contracts, and what may be done about it.
export { type ContractChange, type Level, type SchemaPlace, type Verdict, worstOf } from './change.ts';
