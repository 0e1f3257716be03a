// What differs between two contracts, and what may be done about it.
export { type ContractChange, type Level, type SchemaPlace, type Verdict, worstOf } from './change.ts';
export { compareContracts } from './compare-contracts.ts';
export { compareHistory, isAddedTo } from './compare-history.ts';
export { judgeByRule } from './judge-by-rule.ts';
export { type ReadContract, readContract } from './read-contract.ts';
export type { ContractElement } from './read-elements.ts';
export { RULES, type Rule, type RuleName } from './rules.ts';
export { type RemovalEvidence, USAGE_DAYS, weighEvidence } from './weigh-evidence.ts';
