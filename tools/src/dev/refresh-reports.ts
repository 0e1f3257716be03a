import { setTimeout as sleep } from 'node:timers/promises';
import type { Rebuild } from '@datahub/rebuild-hook';

/** After this long the API will not find a version by itself any more, milliseconds. */
const PATIENCE = 15_000;

/**
 * Has `gatsby develop` fetch again what landed, once the API serves it: both look at the lake, and whichever looks first
 * must not decide what the reports show.
 *
 * @throws where one of the two does not answer as it should; whoever watches tries again
 */
export async function refreshReports(
  { api, reports }: { readonly api: string; readonly reports: string },
  changes: readonly Rebuild[],
): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await serves(api, changes))) {
    const what = changes.map(({ dataset, version }) => `${dataset} ${version}`).join(', ');
    if (Date.now() > end) throw new Error(`the API does not serve ${what}`);
    await sleep(100);
  }
  // Asked to fetch before its first bundle is there, Gatsby starts its server a second time, and dies of it. A page waits.
  await (await fetch(reports)).text();
  const answer = await fetch(`${reports}/__refresh`, { method: 'POST' });
  if (!answer.ok) throw new Error(`Gatsby answered ${answer.status}`);
}

interface Readiness {
  readonly datasets: readonly { readonly name: string; readonly version: number | null }[];
}

async function serves(api: string, changes: readonly Rebuild[]): Promise<boolean> {
  const { datasets } = (await (await fetch(`${api}/ready`)).json()) as Readiness;
  return changes.every(({ dataset, version }) =>
    datasets.some((served) => served.name === dataset && (served.version ?? -1) >= version),
  );
}
