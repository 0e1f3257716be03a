import { type ContractChange, worstOf } from './change.ts';
import { type RuleName, ruleOf } from './rules.ts';

/** A change as the rule that speaks of it judges it. */
export function judgeByRule(
  rule: RuleName,
  facts: Omit<ContractChange, 'rule' | 'verdicts' | 'verdict' | 'why'>,
): ContractChange {
  const { verdicts, why } = ruleOf(rule);
  return { ...facts, rule, verdicts, verdict: worstOf(Object.values(verdicts)), why };
}
