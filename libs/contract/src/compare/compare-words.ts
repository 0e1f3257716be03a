import { type FoundChange, found } from './found-change.ts';
import type { ContractElement, Directives } from './read-elements.ts';

/** What every element may carry: description, deprecation, sunset, roles. */
export function compareWords(before: ContractElement, after: ContractElement): FoundChange[] {
  const changes: FoundChange[] = [];
  const add = (rule: FoundChange['rule'], message: string) => changes.push(found(after, rule, message));
  const { coordinate } = after;
  if (before.description !== after.description)
    add('description-changed', `The description of ${coordinate} changed.`);
  // A sunset deprecates by itself.
  if (differs(before, after, 'deprecated') && !after.directives.sunset) {
    const now = after.directives.deprecated ? 'is deprecated' : 'is no longer deprecated';
    add('deprecation-changed', `${coordinate} ${now}.`);
  }
  if (rolesOf(before) !== rolesOf(after)) {
    add('access-changed', `Who may see ${coordinate} changed from ${rolesOf(before)} to ${rolesOf(after)}.`);
  }
  const [was, is] = [sunsetOf(before), sunsetOf(after)];
  if (was !== null && is !== null && is < was) {
    add('sunset-brought-forward', `${coordinate} goes on ${is} already, not on ${was}.`);
  } else if (differs(before, after, 'sunset')) {
    const words = is === null ? 'no longer goes' : `goes on ${is}`;
    changes.push({ ...found(after, 'sunset-set', `${coordinate} ${words}.`), sunset: is });
  }
  // Those that have a rule of their own are compared by it.
  for (const name of new Set([...Object.keys(before.directives), ...Object.keys(after.directives)])) {
    if (!KNOWN.has(name) && differs(before, after, name))
      add('directive-changed', `@${name} of ${coordinate} changed.`);
  }
  return changes;
}

const KNOWN = new Set(
  'deprecated specifiedBy access sunset check measure dimension derived column dataset source'.split(' '),
);

/** The day until which an element was promised to stay; null where none was told. */
export function sunsetOf({ directives }: { readonly directives: Directives }): string | null {
  const after = directives.sunset?.[0]?.after;
  return typeof after === 'string' ? after : null;
}

function rolesOf({ directives }: ContractElement): string {
  if (!directives.access) return 'everybody';
  const roles = directives.access.flatMap(({ roles: list }) => (Array.isArray(list) ? list : [list]));
  return `[${roles.map(String).sort().join(', ')}]`;
}

function differs(before: ContractElement, after: ContractElement, directive: string): boolean {
  return JSON.stringify(before.directives[directive]) !== JSON.stringify(after.directives[directive]);
}
