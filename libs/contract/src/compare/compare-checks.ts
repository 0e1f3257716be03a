import { canonicalJson } from '../compile/canonical.ts';
import { type FoundChange, found } from './found-change.ts';
import type { ContractElement } from './read-elements.ts';

/** Quality rules: those that stop a publish are one thing, those that warn another. */
export function compareChecks(before: ContractElement, after: ContractElement): FoundChange[] {
  const gone = checksOf(before).filter((check) => !checksOf(after).includes(check));
  const fresh = checksOf(after).filter((check) => !checksOf(before).includes(check));
  const changed = [...gone, ...fresh];
  if (changed.length === 0) return [];
  const warnsOnly = changed.every((check) => JSON.parse(check).severity === 'WARN');
  const words = [
    ...(gone.length > 0 ? [`no longer holds ${gone.join(', ')}`] : []),
    ...(fresh.length > 0 ? [`holds ${fresh.join(', ')}`] : []),
  ].join('; ');
  return [
    found(after, warnsOnly ? 'warning-check-changed' : 'check-changed', `${after.coordinate} ${words}.`),
  ];
}

function checksOf({ directives }: ContractElement): string[] {
  return (directives.check ?? []).map((check) => canonicalJson(usual(check)));
}

/** As `@check` itself fills it in; allowed values are a set. */
function usual(check: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { values } = check;
  return {
    severity: 'ERROR',
    ...check,
    ...(Array.isArray(values) ? { values: values.map(String).sort() } : {}),
  };
}
