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
 * The part whose change goes furthest in the direction of the whole's; null where nothing changed. A part without a
 * value has added nothing: it counts as zero.
 */
export function findMover(parts: readonly Part[], change: number): Mover | null {
  if (change === 0) return null;
  let best: Mover | null = null;
  for (const part of parts) {
    const share = ((part.value ?? 0) - (part.before ?? 0)) / change;
    if (share > (best?.share ?? 0)) best = { ...part, share };
  }
  return best;
}

/** The largest part and its share of the whole; null where shares mean nothing (a negative part, a whole of zero). */
export function findLargest(
  parts: readonly Part[],
): { readonly name: string; readonly share: number } | null {
  const known = parts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const whole = known.reduce((sum, part) => sum + part.value, 0);
  if (known.length < 2 || whole <= 0 || known.some((part) => part.value < 0)) return null;
  const largest = known.reduce((best, part) => (part.value > best.value ? part : best));
  return { name: largest.name, share: largest.value / whole };
}
