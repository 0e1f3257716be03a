import { type FoundChange, found } from './found-change.ts';
import type { ContractElement, Directives } from './read-elements.ts';

/** What every element may carry: description, deprecation, sunset, roles. */
export function compareWords(before: ContractElement, after: ContractElement): FoundChange[] {
  const changes: FoundChange[] = [];
  const add = (rule: FoundChange['rule'], message: string) => changes.push(found(after, rule, message));
  const { coordinate } = after;
  if (before.description !== after.description)
    add('description-changed', `The description of ${coordinate} changed.`);
  if (differs(before, after, 'deprecated')) {
    const now = after.directives.deprecated ? 'is deprecated' : 'is no longer deprecated';
    add('deprecation-changed', `${coordinate} ${now}.`);
  }
  if (differs(before, after, 'access')) {
    add('access-changed', `Who may see ${coordinate} changed from ${rolesOf(before)} to ${rolesOf(after)}.`);
  }
  const [was, is] = [sunsetOf(before), sunsetOf(after)];
  if (was !== null && (is === null || is >= was)) {
    if (differs(before, after, 'sunset'))
      add('sunset-set', `${coordinate} goes ${is ? `on ${is}` : 'no longer'} (was: ${was}).`);
  } else if (was !== null) {
    add('sunset-brought-forward', `${coordinate} goes on ${is} already, not on ${was}.`);
  } else if (is !== null) {
    add('sunset-set', `${coordinate} goes on ${is}.`);
  }
  return changes;
}

/** The day until which an element was promised to stay; null where none was told. */
export function sunsetOf({ directives }: { readonly directives: Directives }): string | null {
  const after = directives.sunset?.[0]?.after;
  return typeof after === 'string' ? after : null;
}

function rolesOf({ directives }: ContractElement): string {
  const roles = directives.access?.[0]?.roles;
  return Array.isArray(roles) ? `[${roles.join(', ')}]` : 'everybody';
}

function differs(before: ContractElement, after: ContractElement, directive: string): boolean {
  return JSON.stringify(before.directives[directive]) !== JSON.stringify(after.directives[directive]);
}
