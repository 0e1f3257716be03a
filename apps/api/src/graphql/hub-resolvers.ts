import { contract, type DatasetIr, sqlTypeName } from '@datahub/contract';
import type { ColumnInfo, DatasetStatus, Hub, QueryResolvers } from '@datahub/contract/graphql';
import type { Dataset } from '../serving/follow-dataset.ts';
import type { VersionVerdict } from '../serving/judge-version.ts';
import type { Reading } from '../serving/open-reading.ts';
import type { Whole } from './answered.ts';
import type { RequestContext } from './request-context.ts';

/** `hub`: the contract that is served, and where each dataset stands. */
export const hubQuery: Pick<Required<QueryResolvers<RequestContext>>, 'hub'> = {
  hub: (_, __, { reading }): Whole<Hub> => ({
    wireHash: contract.wireHash,
    datasets: [...reading.datasets.values()].map((dataset) => describeDataset(reading, dataset)),
  }),
};

function describeDataset(reading: Reading, dataset: Dataset): Whole<DatasetStatus> {
  const { ir, state, message, newest } = dataset;
  const version = reading.currentOf(dataset);
  const days = [...(version?.days.keys() ?? [])];
  const timestamp = version?.snapshot.timestamp ?? null;
  return {
    name: ir.name,
    description: ir.description,
    state,
    message,
    version: version?.snapshot.version ?? null,
    tableId: version?.snapshot.metadata.id ?? null,
    compatibility: version === null ? null : describeVerdict(version.verdict),
    newest: newest === null ? null : describeVerdict(newest),
    publishedAt: timestamp === null ? null : new Date(timestamp).toISOString(),
    runId: version?.runId ?? null,
    firstDate: days[0] ?? null,
    lastDate: days.at(-1) ?? null,
    days: days.length,
    rows: version?.rows ?? 0,
    storageHash: ir.storageHash,
    columns: describeColumns(ir),
  };
}

function describeVerdict({ version, compatibility, reasons }: VersionVerdict) {
  return { version, compatibility, reasons: [...reasons] };
}

function describeColumns(ir: DatasetIr): Whole<ColumnInfo>[] {
  const partitions = ir.partitionBy.map((name) => ({
    name,
    role: 'PARTITION' as const,
    type: 'string',
    nullable: false,
    unit: null,
    aggregation: null,
    description: null,
  }));
  const columns = ir.columns.map((column) => ({
    name: column.name,
    role: column.role === 'dimension' ? ('DIMENSION' as const) : ('MEASURE' as const),
    type: sqlTypeName(column.type),
    nullable: column.nullable,
    unit: column.unit,
    aggregation: column.role === 'measure' ? column.agg : null,
    description: column.description,
  }));
  return [...partitions, ...columns];
}
