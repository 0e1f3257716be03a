import type { Life } from '../process/live.ts';
import type { Steps } from '../process/steps.ts';
import type { Stack } from '../stack/start-stack.ts';
import { watchForNews } from '../stack/watch-for-news.ts';

/**
 * Builds the reports again for whatever is committed to the demo's lake, until the end. Begins to watch before the
 * stack is up, so that nothing slips through between the first build and the first look.
 */
export async function watchAndRebuild(options: {
  readonly lake: string;
  readonly starting: Promise<Stack>;
  readonly steps: Steps;
  readonly life: Life;
}): Promise<void> {
  const { lake, starting, steps, life } = options;
  await watchForNews(lake, {
    signal: life.signal,
    log: console.error,
    rebuild: async (changes) => {
      const stack = await starting;
      const what = changes.map(
        ({ dataset, version, run_dates }) => `${dataset} ${version} (${listDays(run_dates)})`,
      );
      await steps.run(`${what.join(', ')} landed: building the reports again`, () => stack.rebuildReports());
    },
  });
}

function listDays(days: readonly string[]): string {
  return days.length > 3 ? `${days.length} days up to ${days.at(-1)}` : days.join(', ');
}
