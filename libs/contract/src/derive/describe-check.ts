import type { CheckIr } from '../ir.ts';

/** What a check stands on, or in. */
export type CheckPlace = 'event' | 'dataset';

/** What a check asks for, in words, and whether anybody holds data to it. */
export function describeCheck(check: CheckIr, place: CheckPlace): string {
  const rule = describeRule(check);
  return isEnforced(check, place) ? rule : `${rule} (declared, not enforced)`;
}

/** What a publish refuses data for; `schema/directives.graphql` says the same to those who write checks. */
function isEnforced({ kind, severity }: CheckIr, place: CheckPlace): boolean {
  return place === 'dataset' && severity === 'ERROR' && kind !== 'rowCount';
}

function describeRule(check: CheckIr): string {
  switch (check.kind) {
    case 'notNull':
      return 'is never null';
    case 'range':
      return [
        ...(check.min === null ? [] : [`is at least ${check.min}`]),
        ...(check.max === null ? [] : [`is at most ${check.max}`]),
      ].join(' and ');
    case 'pattern':
      return `matches \`${check.pattern}\` as a whole`;
    case 'values':
      return `is one of ${check.values.map((value) => `\`${value}\``).join(', ')}`;
    case 'unique':
      return `no two rows of a day share ${check.columns.map((column) => `\`${column}\``).join(', ')}`;
    case 'rowCount': {
      const bounds = [
        ...(check.min === null ? [] : [`at least ${check.min}`]),
        ...(check.max === null ? [] : [`at most ${check.max}`]),
      ].join(' and ');
      return `the rows of a day are ${bounds} times the median of that weekday in the ${check.weeks} weeks before`;
    }
  }
}
