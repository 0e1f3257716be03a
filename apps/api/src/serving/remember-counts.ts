import type { ServedVersion } from './served-version.ts';

const QUESTIONS_KEPT = 256; // for each version

/** Counts what was not counted yet: those who page through a dataset ask for the same number with every page. */
export type RememberCount = (
  version: ServedVersion,
  question: string,
  count: () => Promise<number>,
) => Promise<number>;

/** A version is immutable, so that a count holds as long as it does. */
export function rememberCounts(): RememberCount {
  const known = new WeakMap<ServedVersion, Map<string, Promise<number>>>();
  return (version, question, count) => {
    const counts = known.get(version) ?? new Map<string, Promise<number>>();
    known.set(version, counts);
    const found = counts.get(question);
    if (found !== undefined) return found;
    const counted = count();
    counts.set(question, counted);
    counted.catch(() => counts.delete(question)); // a failure is not remembered
    for (const oldest of counts.keys()) {
      if (counts.size <= QUESTIONS_KEPT) break;
      counts.delete(oldest);
    }
    return counted;
  };
}
