import type { Freshness } from '#shared/overview.ts';

const EVERY_MS = 5_000;

interface Live {
  /** Version on show; undefined where nothing is, because the API was down. */
  readonly version: () => number | null | undefined;
  /** Asks for everything again. */
  readonly refresh: () => Promise<void>;
}

/** Watches for a new version of the table, or for the API to come back; then refreshes. Rests while nobody looks. */
export function useLive({ version, refresh }: Live) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function look() {
    if (document.visibilityState === 'visible') {
      const fresh = await $fetch<Freshness>('/api/freshness', { retry: 0 }).catch(() => null);
      // Nobody answers while figures are on show: asking for them again is what says so.
      const lost = fresh === null && version() !== undefined;
      if (!stopped && (lost || (fresh !== null && fresh.version !== version()))) await refresh();
    }
    if (!stopped) timer = setTimeout(look, EVERY_MS);
  }
  function lookNow() {
    if (document.visibilityState !== 'visible') return;
    clearTimeout(timer);
    void look();
  }
  onMounted(() => {
    timer = setTimeout(look, EVERY_MS);
    document.addEventListener('visibilitychange', lookNow);
  });
  onBeforeUnmount(() => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', lookNow);
  });
}
