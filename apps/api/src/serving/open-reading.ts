import { clientError } from '../errors.ts';
import type { Dataset } from './follow-dataset.ts';
import type { Hub } from './open-hub.ts';
import type { ServedVersion } from './served-version.ts';
import type { Pin } from './serving-table.ts';

/** What one request sees: of each dataset the version that was current when it came, however long it takes. */
export interface Reading {
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly query: Hub['query'];
  readonly rememberCount: Hub['rememberCount'];
  /**
   * Null where nothing was published.
   * @throws DATASET_UNAVAILABLE where something was, and none of it can be served
   */
  versionOf(dataset: Dataset): ServedVersion | null;
  /** The same, and null too where nothing can be served: for those who tell the state beside it. */
  currentOf(dataset: Dataset): ServedVersion | null;
  /** An older version, where it is still kept. */
  keptVersion(dataset: Dataset, table: string, version: number): ServedVersion | null;
  /** Lets go of all versions. */
  close(): void;
}

export function openReading(hub: Hub): Reading {
  const current = new Map([...hub.datasets].map(([name, dataset]) => [name, dataset.pin()]));
  const older: Pin[] = [];
  const currentOf = ({ ir }: Dataset) => current.get(ir.name)?.version ?? null;
  return {
    datasets: hub.datasets,
    query: hub.query,
    rememberCount: hub.rememberCount,
    currentOf,
    versionOf: (dataset) => {
      const version = currentOf(dataset);
      if (version === null && dataset.state === 'DEGRADED') {
        throw clientError('DATASET_UNAVAILABLE', { dataset: dataset.ir.name, reason: dataset.message });
      }
      return version;
    },
    keptVersion: (dataset, table, version) => {
      const pin = dataset.pinVersion(table, version);
      if (pin !== null) older.push(pin);
      return pin?.version ?? null;
    },
    close: () => {
      for (const pin of [...current.values(), ...older]) pin?.release();
    },
  };
}
