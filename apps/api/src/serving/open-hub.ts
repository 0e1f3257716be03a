import { contract } from '@datahub/contract';
import { openStore, openTable } from '@datahub/lake';
import type { ApiConfig } from '../config.ts';
import { type Dataset, followDataset, type OnChange } from './follow-dataset.ts';
import { type Engine, openEngine } from './open-engine.ts';
import { type RememberCount, rememberCounts } from './remember-counts.ts';
import { createServingTable } from './serving-table.ts';

/** Everything that is served: each dataset of the contract, and the engine that answers. */
export interface Hub {
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly query: Engine['query'];
  readonly rememberCount: RememberCount;
  close(): Promise<void>;
}

export type HubConfig = Pick<ApiConfig, 'lake' | 'pollMs' | 'keepVersionsMs' | 'queries'>;

/**
 * Opens the lake, looks at every dataset once, and follows them from then on. A dataset that cannot be read is
 * DEGRADED and looked at again; only an address that means no store is an error.
 */
export async function openHub(config: HubConfig, onChange: OnChange): Promise<Hub> {
  const store = openStore(config.lake);
  const engine = await openEngine(config.queries);
  const stop = new AbortController();
  const datasets = await Promise.all(
    contract.datasets.map(async (ir) => {
      const table = openTable(store, ir.name);
      const serving = await createServingTable(engine, table, ir, config.keepVersionsMs);
      return followDataset(ir, table, serving, { pollMs: config.pollMs, onChange });
    }),
  );
  await Promise.all(datasets.map((dataset) => dataset.look()));
  const following = datasets.map((dataset) => dataset.follow(stop.signal));
  return {
    datasets: new Map(datasets.map((dataset) => [dataset.ir.name, dataset])),
    query: engine.query,
    rememberCount: rememberCounts(),
    close: async () => {
      stop.abort();
      await Promise.all(following);
      await engine.close();
    },
  };
}
