import type { ChangeSet, PartitionChange, QueryResolvers } from '@datahub/contract/graphql';
import { diffSnapshots, type Partition, type PartitionValues, partitionKey } from '@datahub/lake';
import { invalidArgument } from '../errors.ts';
import type { Dataset } from '../serving/follow-dataset.ts';
import type { ServedVersion } from '../serving/served-version.ts';
import type { Whole } from './answered.ts';
import type { RequestContext } from './request-context.ts';

/** What a consumer has seen who has seen nothing: the version before a table's first. */
const NO_VERSION = -1;

/** `changes`: which partitions a consumer has to fetch again, and which to forget. */
export const changesQuery: Pick<Required<QueryResolvers<RequestContext>>, 'changes'> = {
  changes: async (_, { dataset: name, since }, { reading }): Promise<Whole<ChangeSet>> => {
    const dataset = reading.datasets.get(name);
    if (dataset === undefined) {
      throw invalidArgument('dataset', `there is no dataset ${JSON.stringify(name)}`, {
        datasets: [...reading.datasets.keys()],
      });
    }
    const version = reading.versionOf(dataset);
    if (version === null) {
      return { dataset: name, tableId: null, version: NO_VERSION, full: true, partitions: [] };
    }
    const partitions = since == null ? null : await changesSince(dataset, version, since);
    return {
      dataset: name,
      tableId: version.snapshot.metadata.id,
      version: version.snapshot.version,
      full: partitions === null,
      partitions: partitions ?? version.partitions.map((partition) => describe(dataset, partition, false)),
    };
  },
};

/** Null where that version is not known, or not one of this table. */
async function changesSince(
  dataset: Dataset,
  { snapshot, partitions }: ServedVersion,
  since: number,
): Promise<Whole<PartitionChange>[] | null> {
  if (since === snapshot.version) return [];
  if (since < 0 || since > snapshot.version) return null;
  const before = await dataset.snapshotAt(since);
  if (before === null || before.metadata.id !== snapshot.metadata.id) return null;
  const columns = dataset.ir.partitionBy;
  const { added, changed, removed } = diffSnapshots(before, snapshot, columns);
  const touched = new Set([...added, ...changed].map(({ key }) => key));
  return [
    ...partitions
      .filter(({ values }) => touched.has(partitionKey(columns, values)))
      .map((partition) => describe(dataset, partition, false)),
    ...removed.map((partition: Partition) => describe(dataset, { ...partition, rows: 0 }, true)),
  ];
}

function describe(
  { ir }: Dataset,
  {
    values,
    digest,
    rows,
  }: { readonly values: PartitionValues; readonly digest: string; readonly rows: number },
  removed: boolean,
): Whole<PartitionChange> {
  return {
    values: ir.partitionBy.map((key) => ({ key, value: values[key] ?? '' })),
    digest,
    rows,
    removed,
  };
}
