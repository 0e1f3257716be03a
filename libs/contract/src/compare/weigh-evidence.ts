import { type ContractChange, type Verdict, worstOf } from './change.ts';
import { judgeByRule } from './judge-by-rule.ts';
import { RULES, type RuleName } from './rules.ts';

/** What is known of the use of something that goes. */
export interface RemovalEvidence {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Places in the repository that need it, or may; null where nobody looked. */
  readonly consumers: number | null;
  /** Uses that the API counted of what was used in the last 30 days; null where there are no figures of them. */
  readonly uses: number | null;
}

/** Figures of fewer days say little: some reports are built once a month. */
export const USAGE_DAYS = 30;

/**
 * Judges a removal by what is known of its use: after its `@sunset`, without a consumer and without a measured use, it
 * needs approval and is no longer forbidden. Everything else is left as it is. The reasons stand in `why`.
 */
export function weighEvidence(change: ContractChange, evidence: RemovalEvidence): ContractChange {
  if (change.rule === 'sunset-set') return weighSunset(change, evidence.today);
  const rule = RULES[change.rule as RuleName];
  if (!('removal' in rule)) return change;
  const missing = missingEvidence(change, evidence);
  if (missing.length > 0)
    return { ...change, why: `${change.why} It may go when this is mended: ${missing.join('; ')}.` };
  const lifted = (verdict: Verdict): Verdict => (verdict === 'forbidden' ? 'approval' : verdict);
  const verdicts = {
    code: 'safe' as const,
    wire: lifted(change.verdicts.wire),
    storage: lifted(change.verdicts.storage),
  };
  return {
    ...change,
    verdicts,
    verdict: worstOf(Object.values(verdicts)),
    why: `Its sunset was ${change.sunset}, nothing in the repository needs it, and nobody asked for it in ${USAGE_DAYS} days.`,
  };
}

/** A promise of no time is none. */
function weighSunset(change: ContractChange, today: string): ContractChange {
  const soonest = new Date(Date.parse(`${today}T00:00:00Z`) + USAGE_DAYS * 86_400_000)
    .toISOString()
    .slice(0, 10);
  if (!change.sunset || change.sunset >= soonest) return change;
  return judgeByRule('sunset-too-near', change);
}

function missingEvidence({ sunset }: ContractChange, { today, consumers, uses }: RemovalEvidence): string[] {
  const missing: string[] = [];
  if (sunset === null || sunset === undefined) missing.push('it was never given a @sunset');
  else if (sunset >= today) missing.push(`its @sunset is ${sunset}`);
  if (consumers === null) missing.push('nobody looked who needs it (--no-impact)');
  else if (consumers > 0) missing.push(`${consumers} ${consumers === 1 ? 'place needs' : 'places need'} it`);
  if (uses === null) missing.push(`there are no figures of its use over ${USAGE_DAYS} days (--usage)`);
  else if (uses > 0) missing.push(`it was asked for within ${USAGE_DAYS} days`);
  return missing;
}
