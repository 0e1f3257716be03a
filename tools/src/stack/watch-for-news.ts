import type { Rebuild } from '@datahub/rebuild-hook';

/**
 * Calls `rebuild` for what is committed to a lake from now on, until the signal: the core that the rebuild hook
 * runs in production. A call that fails is told, and made again.
 */
export async function watchForNews(
  lake: string,
  effects: {
    readonly rebuild: (changes: readonly Rebuild[]) => Promise<void>;
    readonly signal: AbortSignal;
    readonly log: (line: string) => void;
  },
): Promise<void> {
  // Imported when it is needed: it is built by then.
  const { watchLake } = await import('@datahub/rebuild-hook');
  await watchLake({ lake }, effects);
}
