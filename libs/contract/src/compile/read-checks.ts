import type { ConstDirectiveNode } from 'graphql';
import type { CheckIr, CheckRule, ColumnType } from '../ir.ts';
import { findPatternProblem } from './check-pattern.ts';
import { directiveArguments, type Problems } from './read-sdl.ts';

type Directed = { readonly directives?: readonly ConstDirectiveNode[] };

/** What a check stands on: a field of some type, or a dataset with these columns. */
export type Checked = { readonly type: ColumnType } | { readonly columns: readonly string[] };

interface CheckArguments {
  readonly notNull?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
  readonly unique?: readonly string[];
  readonly rowCount?: { readonly weeks: number; readonly min?: number; readonly max?: number };
  readonly severity?: CheckIr['severity'];
}

const NUMBERS = new Set<ColumnType['kind']>(['int', 'bigint', 'double', 'decimal']);

/** Every `@check` of a field or a type, held against what it stands on. */
export function readChecks(node: Directed, checked: Checked, problems: Problems): CheckIr[] {
  return checkDirectivesOf(node).flatMap((directive) => {
    const args = (directiveArguments({ directives: [directive] }, 'check') ?? {}) as CheckArguments;
    const rules = rulesOf(args);
    const [rule] = rules;
    if (rule === undefined || rules.length > 1) {
      problems.add(directive, '@check holds one rule (min and max are one); write one directive for each.');
      return [];
    }
    const problem =
      'type' in checked ? misfitOnField(rule, checked.type) : misfitOnDataset(rule, checked.columns);
    if (problem !== null) problems.add(directive, `@check(${rule.kind}): ${problem}.`);
    return [{ ...rule, severity: args.severity ?? 'ERROR' }];
  });
}

/** Says that checks mean nothing where nothing reads them. */
export function refuseChecks(node: Directed, why: string, problems: Problems): void {
  for (const directive of checkDirectivesOf(node)) problems.add(directive, `@check: ${why}`);
}

function checkDirectivesOf(node: Directed): readonly ConstDirectiveNode[] {
  return node.directives?.filter((directive) => directive.name.value === 'check') ?? [];
}

function rulesOf({ notNull, min, max, pattern, values, unique, rowCount }: CheckArguments): CheckRule[] {
  return [
    ...(notNull === true ? [{ kind: 'notNull' } as const] : []),
    ...(min !== undefined || max !== undefined
      ? [{ kind: 'range', min: min ?? null, max: max ?? null } as const]
      : []),
    ...(pattern !== undefined ? [{ kind: 'pattern', pattern } as const] : []),
    ...(values !== undefined ? [{ kind: 'values', values } as const] : []),
    ...(unique !== undefined ? [{ kind: 'unique', columns: unique } as const] : []),
    ...(rowCount !== undefined
      ? [
          {
            kind: 'rowCount',
            weeks: rowCount.weeks,
            min: rowCount.min ?? null,
            max: rowCount.max ?? null,
          } as const,
        ]
      : []),
  ];
}

function misfitOnField(rule: CheckRule, type: ColumnType): string | null {
  switch (rule.kind) {
    case 'notNull':
      return null;
    case 'range':
      return NUMBERS.has(type.kind) ? misfitOfRange(rule) : `a ${type.kind} is not a number`;
    case 'pattern':
      return type.kind === 'string' ? findPatternProblem(rule.pattern) : `a ${type.kind} is not a text`;
    case 'values':
      if (type.kind !== 'string') return `a ${type.kind} is not a text`;
      return rule.values.length > 0 ? null : 'it allows no value';
    case 'unique':
    case 'rowCount':
      return 'it stands on the type of a dataset';
  }
}

function misfitOnDataset(rule: CheckRule, columns: readonly string[]): string | null {
  if (rule.kind === 'unique') {
    const missing = rule.columns.find((column) => !columns.includes(column));
    if (missing !== undefined) return `there is no column ${missing}; there are ${columns.join(', ')}`;
    return rule.columns.length > 0 ? null : 'it names no column';
  }
  if (rule.kind === 'rowCount') {
    if (rule.weeks < 1 || rule.weeks > 52) return 'weeks are 1 to 52';
    if (rule.min === null && rule.max === null) return 'it has neither min nor max';
    return (rule.min ?? 0) < 0 ? 'min is below 0' : misfitOfRange(rule);
  }
  return 'it stands on a field';
}

function misfitOfRange({
  min,
  max,
}: {
  readonly min: number | null;
  readonly max: number | null;
}): string | null {
  return min !== null && max !== null && min > max ? `min ${min} is above max ${max}` : null;
}
