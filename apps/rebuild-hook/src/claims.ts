import type { Store } from '@datahub/lake';
import { keyOf, type Rebuild } from './rebuild.ts';

/** Who calls the build hook for a version, so that one does. */
export interface Claims {
  /** True where the call is ours to make: nobody has made it, and nobody is about to. */
  claim(rebuild: Rebuild): Promise<boolean>;
  /** The call was made. */
  settle(rebuild: Rebuild): Promise<void>;
  /** The call could not be made: somebody else may. */
  release(rebuild: Rebuild): Promise<void>;
}

interface Marker {
  readonly state: 'calling' | 'called';
  /** Milliseconds since the epoch: who has not called by then is taken for dead. */
  readonly until: number;
}

/**
 * Claims as small objects `_rebuilds/<dataset>/<version>-<run>.json` in the lake's own store.
 *
 * A commit of many days lands as many manifests, and S3 tells each to an invocation of its own: memory alone would
 * not keep them apart, and the only thing they share that can decide a race is the store's put-if-absent. A claim runs
 * out after `leaseMs`, so that an invocation which died with it does not cost the build; two that find the same dead
 * claim at once may then both call, which costs one build too many and loses none.
 */
export function storeClaims(store: Store, leaseMs: number, now: () => number = Date.now): Claims {
  const called = new Set<string>(); // spares a warm invocation the question
  const markerKey = (rebuild: Rebuild): string => `_rebuilds/${keyOf(rebuild)}.json`;
  const bytesOf = (marker: Marker): Uint8Array => new TextEncoder().encode(`${JSON.stringify(marker)}\n`);

  return {
    async claim(rebuild) {
      const key = markerKey(rebuild);
      if (called.has(key)) return false;
      const mine = bytesOf({ state: 'calling', until: now() + leaseMs });
      if (await store.putIfAbsent(key, mine)) return true;
      const bytes = await store.get(key);
      if (bytes === null) return store.putIfAbsent(key, mine); // released just now
      const marker = parseMarker(bytes);
      if (marker.state === 'called') {
        called.add(key);
        return false;
      }
      if (marker.until > now()) return false;
      await store.put(key, mine);
      return true;
    },

    async settle(rebuild) {
      const key = markerKey(rebuild);
      await store.put(key, bytesOf({ state: 'called', until: now() }));
      called.add(key);
    },

    release: (rebuild) => store.delete(markerKey(rebuild)),
  };
}

/** What cannot be read is nobody's claim. */
function parseMarker(bytes: Uint8Array): Marker {
  try {
    const { state, until } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Marker>;
    return { state: state === 'called' ? 'called' : 'calling', until: typeof until === 'number' ? until : 0 };
  } catch {
    return { state: 'calling', until: 0 };
  }
}
