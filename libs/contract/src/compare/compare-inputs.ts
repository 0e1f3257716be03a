import { print } from 'graphql';
import { type FoundChange, found } from './found-change.ts';
import type { InputElement } from './read-elements.ts';
import { isRequired, relateTypes } from './type-relation.ts';

/** Arguments, and fields of input types: clients give them. */
export function compareInputs(before: InputElement, after: InputElement): FoundChange[] {
  const changes: FoundChange[] = [];
  const add = (rule: FoundChange['rule'], message: string) => changes.push(found(after, rule, message));
  const { coordinate } = after;
  const types = `from ${print(before.type)} to ${print(after.type)}`;
  const relation = relateTypes(before.type, after.type);
  if (relation !== 'same') add(`argument-type-${relation}`, `${coordinate} changed its type ${types}.`);
  if (mustBeGiven(after) && !mustBeGiven(before)) {
    add(
      'argument-made-required',
      `${coordinate} must be given now: ${signature(before)} became ${signature(after)}.`,
    );
  } else {
    if (isRequired(before.type) && !isRequired(after.type)) {
      add('argument-made-optional', `${coordinate} may be null now: ${types}.`);
    } else if (!isRequired(before.type) && isRequired(after.type)) {
      // A null that clients send is refused, default or not.
      add('argument-made-required', `${coordinate} may no longer be null: ${types}.`);
    }
    if (before.defaultValue !== after.defaultValue) {
      add(
        'argument-default-changed',
        `${coordinate} is ${after.defaultValue ?? 'nothing'} by default, and was ${before.defaultValue ?? 'nothing'}.`,
      );
    }
  }
  return changes;
}

/** True where a question without it is refused. */
export function mustBeGiven({ type, defaultValue }: InputElement): boolean {
  return isRequired(type) && defaultValue === null;
}

function signature({ type, defaultValue }: InputElement): string {
  return `${print(type)}${defaultValue === null ? '' : ` = ${defaultValue}`}`;
}
