/** One committed version of a dataset that the sites have not been built on. The body of a call to the build hook. */
export interface Rebuild {
  readonly dataset: string;
  /** Version of the table. */
  readonly version: number;
  /** Business days that are known to have changed, ascending. */
  readonly run_dates: readonly string[];
  /** Hashes of the contract that the version was published under; null where its writer does not say. */
  readonly wire_hash: string | null;
  readonly storage_hash: string | null;
  /** The run that published it; one run may publish several datasets. */
  readonly run_id: string | null;
}

/** What of a manifest tells which build it asks for. */
export interface LandedDay extends Omit<Rebuild, 'run_dates'> {
  readonly run_date: string;
}

/**
 * The builds that landed days ask for: one for each committed version, whatever number of days it brought. Pure.
 * Ordered by dataset and version.
 */
export function rebuildsOf(days: Iterable<LandedDay>): Rebuild[] {
  const byVersion = new Map<string, LandedDay[]>();
  for (const day of days) {
    const key = keyOf(day);
    byVersion.set(key, [...(byVersion.get(key) ?? []), day]);
  }
  return [...byVersion.values()]
    .map(([first, ...others]) => {
      const { run_date, ...common } = first as LandedDay;
      return { ...common, run_dates: [...new Set([run_date, ...others.map((day) => day.run_date)])].sort() };
    })
    .sort((a, b) => (a.dataset === b.dataset ? a.version - b.version : a.dataset < b.dataset ? -1 : 1));
}

/**
 * Names a committed version: dataset, version, and the run that made it. A lake that was emptied and filled again has
 * its version 0 twice, and both want their build.
 */
export function keyOf({ dataset, version, run_id }: Pick<Rebuild, 'dataset' | 'version' | 'run_id'>): string {
  const run = run_id === null ? 'unknown' : encodeURIComponent(run_id);
  return `${encodeURIComponent(dataset)}/${String(version).padStart(20, '0')}-${run}`;
}
