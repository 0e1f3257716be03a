/** A partition of a dataset: the smallest thing that changes. */
export interface Partition {
  /** Values of the partition columns, in their order: the business day first. */
  readonly values: readonly string[];
  /** Changes exactly when the partition's files do. */
  readonly digest: string;
  readonly rows: number;
}

/** One text for the values of a partition, whatever characters they have. */
export function partitionKey(values: readonly string[]): string {
  return JSON.stringify(values);
}

export type Partitions = ReadonlyMap<string, Partition>;

export function partitionsByKey(list: Iterable<Partition>): Partitions {
  return new Map([...list].map((partition) => [partitionKey(partition.values), partition]));
}

/** By code unit, value by value: the same everywhere, whatever the locale. */
export function compareValues(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (value === other) continue;
    return String(value) < String(other) ? -1 : 1;
  }
  return 0;
}

export function sortedPartitions(partitions: Partitions): Partition[] {
  return [...partitions.values()].sort((a, b) => compareValues(a.values, b.values));
}
