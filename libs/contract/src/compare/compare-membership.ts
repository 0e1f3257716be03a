import { FIELD_RULES } from './compare-fields.ts';
import { mustBeGiven } from './compare-inputs.ts';
import { sunsetOf } from './compare-words.ts';
import { type FoundChange, found } from './found-change.ts';
import type { ContractElement, FieldElement, TypeElement } from './read-elements.ts';
import type { RuleName } from './rules.ts';
import { isRequired } from './type-relation.ts';

/** What is new. */
export function added(element: ContractElement): FoundChange {
  return found(element, addedRule(element), `${element.coordinate} is new.`);
}

function addedRule(element: ContractElement): RuleName {
  switch (element.element) {
    case 'field':
      return addedFieldRule(element);
    case 'input':
      return mustBeGiven(element) ? 'argument-added-required' : 'argument-added';
    case 'type':
      return typeRule(element, 'added');
    case 'source':
      return 'source-added';
    case 'value':
      return 'enum-value-added';
  }
}

function addedFieldRule(element: FieldElement): RuleName {
  if (element.role === 'served') return 'field-added';
  if (isRequired(element.type)) return `${FIELD_RULES[element.role]}-added-required`;
  return element.column?.role === 'dimension' ? 'dimension-added' : `${FIELD_RULES[element.role]}-added`;
}

function typeRule({ role }: TypeElement, what: 'added' | 'removed'): RuleName {
  // The type of a source's record goes with the source.
  return role === 'served' || role === 'source' ? `type-${what}` : `${role}-${what}`;
}

/**
 * What is gone.
 * @param elements of the contract that had it
 */
export function removed(
  element: ContractElement,
  elements: ReadonlyMap<string, ContractElement>,
): FoundChange {
  const change = found(element, removedRule(element), `${element.coordinate} is gone.`);
  return {
    ...change,
    sunset: element.element === 'type' ? lastSunset(element, elements) : sunsetOf(element),
  };
}

/** A type goes when the last of what lies in it has gone; one that holds something without a sunset stays. */
function lastSunset(type: TypeElement, elements: ReadonlyMap<string, ContractElement>): string | null {
  const days = type.inside.map((name) =>
    sunsetOf(elements.get(`${type.name}.${name}`) ?? { directives: {} }),
  );
  return days.every((day) => day !== null) ? (days.sort().at(-1) ?? null) : null;
}

function removedRule(element: ContractElement): RuleName {
  switch (element.element) {
    case 'field':
      return element.column?.role === 'dimension'
        ? 'dimension-removed'
        : `${FIELD_RULES[element.role]}-removed`;
    case 'input':
      return 'argument-removed';
    case 'type':
      return typeRule(element, 'removed');
    case 'source':
      return 'source-removed';
    case 'value':
      return 'enum-value-removed';
  }
}

/** What has another name, and is otherwise as it was. */
export function renamed(before: ContractElement, after: ContractElement): FoundChange {
  const message = `${before.coordinate} was renamed to ${after.name}.`;
  return { ...found(before, renamedRule(before), message), place: after.place };
}

function renamedRule(element: ContractElement): RuleName {
  switch (element.element) {
    case 'field':
      return `${FIELD_RULES[element.role]}-renamed`;
    case 'input':
      return 'argument-renamed';
    case 'type':
      return typeRule(element, 'removed');
    case 'source':
      return 'source-renamed';
    case 'value':
      return 'enum-value-renamed';
  }
}
