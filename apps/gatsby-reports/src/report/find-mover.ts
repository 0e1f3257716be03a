/** A part of a whole, on two days. */
export interface Part {
  readonly name: string;
  readonly value: number | null;
  readonly before: number | null;
}

/** The part that a change is mostly due to. */
export interface Mover extends Part {
  /** Change of this part by the change of the whole: past 1 where others went the other way. */
  readonly share: number;
}

/**
 * The part whose change goes furthest in the direction of the whole's; null where nothing changed, or where several
 * went as far. A part without a value has added nothing: it counts as zero.
 */
export function findMover(parts: readonly Part[], change: number): Mover | null {
  if (change === 0) return null;
  const movers = parts.map((part) => ({ ...part, share: ((part.value ?? 0) - (part.before ?? 0)) / change }));
  const [first, second] = movers.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return first && first.share !== second?.share ? first : null;
}

/** The largest part and its share of the whole; null where shares mean nothing (a negative part, a whole of zero), or several are as large. */
export function findLargest(
  parts: readonly Part[],
): { readonly name: string; readonly share: number } | null {
  const known = parts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const whole = known.reduce((sum, part) => sum + part.value, 0);
  if (known.length < 2 || whole <= 0 || known.some((part) => part.value < 0)) return null;
  const [first, second] = known.sort((a, b) => b.value - a.value);
  return first && first.value !== second?.value ? { name: first.name, share: first.value / whole } : null;
}
