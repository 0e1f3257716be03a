/** A stream of random numbers that is the same for the same seed, on every machine. */
export interface Random {
  /** 0 ≤ x < 1, 32 bits. */
  next(): number;
  /** A whole number, 0 ≤ x < `limit`. */
  below(limit: number): number;
  /** A position in `cumulative` (rising, its last the total), by weight. */
  pick(cumulative: readonly number[]): number;
}

/** FNV-1a, 32 bits: turns a text into a seed. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** sfc32 by Chris Doty-Humphrey (PractRand): small, fast, and passes the tests that a sample needs. */
export function createRandom(seed: string): Random {
  let a = hashText(`a ${seed}`);
  let b = hashText(`b ${seed}`);
  let c = hashText(`c ${seed}`);
  let counter = 1;
  const next32 = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round++) next32();
  const next = () => next32() / 0x1_0000_0000;
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick(cumulative) {
      const at = next() * (cumulative.at(-1) ?? 0);
      const index = cumulative.findIndex((edge) => at < edge);
      return index < 0 ? cumulative.length - 1 : index;
    },
  };
}

/** Weights to running totals, as `pick` takes them. */
export function cumulate(weights: readonly number[]): number[] {
  let total = 0;
  return weights.map((weight) => {
    total += weight;
    return total;
  });
}
