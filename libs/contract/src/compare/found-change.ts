import type { SchemaPlace } from './change.ts';
import type { ContractElement } from './read-elements.ts';
import type { RuleName } from './rules.ts';

/** A difference, before it is judged. */
export interface FoundChange {
  readonly rule: RuleName;
  readonly coordinate: string;
  readonly message: string;
  readonly place: SchemaPlace | null;
  /** What it is about: the new one, or the old one where it is gone. */
  readonly element: ContractElement;
  /** `after` of the `@sunset` that the old one carried, where it is gone. */
  readonly sunset?: string | null;
}

/** A difference of one element. */
export function found(element: ContractElement, rule: RuleName, message: string): FoundChange {
  return { rule, coordinate: element.coordinate, message, place: element.place, element };
}
