import { print } from 'graphql';
import { canonicalJson } from '../compile/canonical.ts';
import type { ContractElement } from './read-elements.ts';

type Elements = ReadonlyMap<string, ContractElement>;

/**
 * Pairs what is gone with what is new where nothing but the name differs, and the place among its neighbours is the same:
 * to whoever uses the old name that is one change, and it is never harmless. What was given a sunset goes by itself, whatever
 * comes beside it.
 */
export function findRenames(
  gone: readonly ContractElement[],
  fresh: readonly ContractElement[],
  before: Elements,
  after: Elements,
): ReadonlyMap<ContractElement, ContractElement> {
  const open = new Set(fresh);
  const pairs = new Map<ContractElement, ContractElement>();
  for (const old of gone.filter(({ directives }) => !directives.sunset)) {
    const twin = [...open].find(
      (candidate) => isSame(old, candidate) && positionOf(old, before) === positionOf(candidate, after),
    );
    if (!twin) continue;
    open.delete(twin);
    pairs.set(old, twin);
  }
  return pairs;
}

function isSame(a: ContractElement, b: ContractElement): boolean {
  return parentOf(a) === parentOf(b) && signature(a) === signature(b);
}

function parentOf(element: ContractElement): string | null {
  return 'parent' in element ? element.parent : null;
}

/** Among its neighbours; null for what has none. */
function positionOf(element: ContractElement, elements: Elements): number | null {
  const parent = elements.get(parentOf(element) ?? '');
  if (parent?.element === 'type') return parent.inside.indexOf(element.name);
  return parent?.element === 'field' ? parent.argumentNames.indexOf(element.name) : null;
}

/** Everything but the name, words for people, and what goes by the name where nothing else is said. */
function signature(element: ContractElement): string {
  switch (element.element) {
    case 'field': {
      const column = element.column && { ...element.column, name: null, description: null, parts: null };
      const record = element.record && { ...element.record, name: null, description: null };
      return canonicalJson(['field', print(element.type), element.argumentNames, column, record]);
    }
    case 'input':
      return canonicalJson(['input', print(element.type), element.defaultValue]);
    case 'type':
      return canonicalJson(['type', element.kind, element.role, element.inside, element.members]);
    case 'source': {
      const { name: _, sqlFile: __, description: ___, ...source } = element.source;
      return canonicalJson(['source', source]);
    }
    case 'value':
      return 'value';
  }
}
