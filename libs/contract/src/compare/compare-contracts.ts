import type { ContractIr } from '../ir.ts';
import type { ContractChange } from './change.ts';
import { compareChecks } from './compare-checks.ts';
import { compareFields } from './compare-fields.ts';
import { compareInputs } from './compare-inputs.ts';
import { compareLanguage } from './compare-language.ts';
import { added, removed, renamed } from './compare-membership.ts';
import { compareSources, compareTypeElements } from './compare-types.ts';
import { compareWords } from './compare-words.ts';
import { findRenames } from './find-renames.ts';
import { findUnspoken } from './find-unspoken.ts';
import type { FoundChange } from './found-change.ts';
import { judgeByRule } from './judge-by-rule.ts';
import type { ReadContract } from './read-contract.ts';
import type { ContractElement } from './read-elements.ts';
import { servedCoordinates } from './served-coordinates.ts';

/** Every difference between two contracts, each judged by the rules, in the order of the new SDL; what is gone comes last. */
export function compareContracts(before: ReadContract, after: ReadContract): ContractChange[] {
  const gone = [...before.elements.values()].filter((element) =>
    isGone(element, after.elements, before.elements),
  );
  const fresh = [...after.elements.values()].filter((element) =>
    isGone(element, before.elements, after.elements),
  );
  const renames = findRenames(gone, fresh, before.elements, after.elements);
  const taken = new Set(renames.values());
  const changes = [
    ...[...after.elements.values()].flatMap((element) => {
      const old = before.elements.get(element.coordinate);
      return old ? compareElements(old, element) : [];
    }),
    ...fresh.filter((element) => !taken.has(element)).map(added),
    ...gone.map((element) => {
      const twin = renames.get(element);
      return twin ? renamed(element, twin) : removed(element, before.elements);
    }),
  ];
  const judged = changes.map((change) => judge(change, before.ir, after.ir));
  return [
    ...judged,
    ...compareLanguage(before.document, after.document),
    ...findUnspoken(before, after, judged),
  ];
}

/** True where it is in neither contract's other half, and what it lies in is in both: a type that is gone is one change. */
function isGone(
  element: ContractElement,
  others: ReadonlyMap<string, ContractElement>,
  own: ReadonlyMap<string, ContractElement>,
): boolean {
  if (others.has(element.coordinate)) return false;
  if (element.element === 'type' && element.role === 'source') return false;
  if (!('parent' in element)) return true;
  const parent = own.get(element.parent);
  return parent === undefined || others.has(parent.coordinate);
}

function compareElements(before: ContractElement, after: ContractElement): FoundChange[] {
  const words = [...compareWords(before, after), ...compareChecks(before, after)];
  if (before.element === 'type' && after.element === 'type')
    return [...compareTypeElements(before, after), ...words];
  if (before.element === 'field' && after.element === 'field')
    return [...compareFields(before, after), ...words];
  if (before.element === 'input' && after.element === 'input')
    return [...compareInputs(before, after), ...words];
  if (before.element === 'source' && after.element === 'source')
    return [...compareSources(before, after), ...words];
  return words;
}

function judge(
  { rule: name, sunset, element, ...change }: FoundChange,
  before: ContractIr,
  after: ContractIr,
): ContractChange {
  const served = new Set([...servedCoordinates(element, before), ...servedCoordinates(element, after)]);
  return judgeByRule(name, {
    ...change,
    served: [...served],
    ...(sunset === undefined ? {} : { sunset }),
  });
}
