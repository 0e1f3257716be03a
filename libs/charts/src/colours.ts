import type { ColourSlot } from './series.ts';

const SLOTS = [1, 2, 3, 4, 5, 6] as const;

/**
 * A colour for each name, the same on every page that passes the same names: hand over all that are known, not those in view.
 * In any order, repeated or not. `first` names those that get a colour before the others, in that order; the rest follow by code
 * unit. Past six, grey: draw small multiples, or one in colour before the rest.
 */
export function assignColours(
  names: Iterable<string>,
  first: readonly string[] = [],
): ReadonlyMap<string, ColourSlot> {
  const known = new Set(names);
  const ordered = new Set([...first.filter((name) => known.has(name)), ...[...known].sort()]);
  return new Map([...ordered].map((name, index) => [name, SLOTS[index] ?? 'rest']));
}

/** The class that gives an element its series colour (`charts.css`), as `--dc-colour`. */
export function colourClass(slot: ColourSlot): string {
  return `dc-series-${slot}`;
}

/** The slot of the nth series where none is given. */
export function slotAt(index: number): ColourSlot {
  return SLOTS[index] ?? 'rest';
}
