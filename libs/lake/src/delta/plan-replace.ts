import { lakeError } from '../errors.ts';
import type { Action, AddAction, CommitInfo, MetaData, PartitionValues, RemoveAction } from './actions.ts';
import { checkWritable } from './check-protocol.ts';
import { matchesFilter, type PartitionFilter } from './partitions.ts';
import { emptyToNull, encodePath, partitionPath } from './paths.ts';
import { evolveSchema, type TableSchema } from './schema.ts';
import type { ActiveFile, Snapshot } from './snapshot.ts';

/** Keeps every commit, and with it history and manifests; another writer's clean-up would remove them after 30 days. */
export const KEEP_HISTORY = { 'delta.logRetentionDuration': 'interval 36500 days' } as const;

/** A finished data file that lies in the store already. */
export interface NewFile {
  /** On disk, from the table's root; made with `partitionPath`. */
  readonly path: string;
  readonly partitionValues: PartitionValues;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modificationTime: number;
  readonly rows?: number;
  /** Lower-case hex; kept in the tags of the file. */
  readonly sha256?: string;
}

/** "These partitions now hold these files." */
export interface ReplaceRequest {
  /** Every active file in here is removed, and every new one must lie in here. `{}` replaces the whole table. */
  readonly replace: PartitionFilter;
  readonly adds: readonly NewFile[];
  readonly schema: TableSchema;
  readonly partitionBy: readonly string[];
  /** Unique to this commit (a UUID). It is how a writer knows its own commit again; a new table takes it as its id. */
  readonly commitId: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Name and version of the program: `datahub/0.1.0`. */
  readonly engineInfo: string;
  /** What the publisher says of the commit, any JSON. Kept in `commitInfo.datahub`. */
  readonly info?: Readonly<Record<string, unknown>>;
  /** Configuration of a new table, beside `KEEP_HISTORY`. An existing table keeps its own. */
  readonly configuration?: Readonly<Record<string, string>>;
  /** Name and description of a new table. */
  readonly name?: string;
  readonly description?: string;
  /** Marks a batch as brought, for writers that write exactly once. */
  readonly txn?: { readonly appId: string; readonly version: number };
}

/** A commit that could be made on top of one version. */
export interface CommitPlan {
  /** The version that it makes. */
  readonly version: number;
  readonly actions: readonly Action[];
  /** What it was planned on; null where there was no table. */
  readonly base: Snapshot | null;
  /** Kept, so that it can be planned again on top of somebody else's commit. */
  readonly request: ReplaceRequest;
}

/**
 * Plans a commit that replaces whole partitions: pure. On no table it makes one; new nullable columns are added to
 * the schema; everything else of the table's metadata stays.
 * @throws LAKE_PLAN_INVALID, LAKE_SCHEMA_CONFLICT, LAKE_FEATURE_UNSUPPORTED
 */
export function planReplace(table: string, snapshot: Snapshot | null, request: ReplaceRequest): CommitPlan {
  checkRequest(table, request);
  const removed =
    snapshot?.files.filter((file) => matchesFilter(request.replace, file.partitionValues)) ?? [];
  const reused = new Set(removed.map((file) => file.path));
  for (const { path } of request.adds) {
    if (reused.has(path))
      throw invalid(table, `${path} belongs to the table already: a new file needs a new name`);
  }
  return {
    version: (snapshot?.version ?? -1) + 1,
    base: snapshot,
    request,
    actions: [
      { commitInfo: commitInfoOf(request, removed.length) },
      ...(snapshot === null ? createTable(request) : changeSchema(table, snapshot, request)),
      ...(request.txn ? [{ txn: { ...request.txn, lastUpdated: request.timestamp } }] : []),
      ...removed.map((file) => ({ remove: removeOf(file, request.timestamp) })),
      ...request.adds.map((file) => ({ add: addOf(file) })),
    ],
  };
}

function checkRequest(table: string, { replace, adds, partitionBy, schema }: ReplaceRequest): void {
  const columns = new Set(schema.fields.map((field) => field.name));
  const missing = partitionBy.filter((column) => !columns.has(column));
  if (missing.length > 0)
    throw invalid(table, `the partition columns ${missing.join(', ')} are not in the schema`);
  const unknown = Object.keys(replace).filter((column) => !partitionBy.includes(column));
  if (unknown.length > 0)
    throw invalid(table, `${unknown.join(', ')}: no partition column, nothing can be replaced by it`);
  const paths = new Set<string>();
  for (const { path, partitionValues } of adds) {
    if (paths.has(path)) throw invalid(table, `${path} is added twice`);
    paths.add(path);
    if (!path.startsWith(partitionBy.length === 0 ? '' : `${partitionPath(partitionBy, partitionValues)}/`)) {
      throw invalid(table, `${path} does not lie in the folder of its partition`);
    }
    if (!matchesFilter(replace, emptyToNull(partitionValues))) {
      throw invalid(table, `${path} lies outside the partitions that are replaced`);
    }
  }
}

function createTable(request: ReplaceRequest): Action[] {
  const metaData: MetaData = {
    id: request.commitId,
    ...(request.name === undefined ? {} : { name: request.name }),
    ...(request.description === undefined ? {} : { description: request.description }),
    format: { provider: 'parquet', options: {} },
    schemaString: JSON.stringify(withMetadata(request.schema)),
    partitionColumns: request.partitionBy,
    configuration: { ...KEEP_HISTORY, ...request.configuration },
    createdTime: request.timestamp,
  };
  return [{ protocol: { minReaderVersion: 1, minWriterVersion: 2 } }, { metaData }];
}

function changeSchema(table: string, { protocol, metadata }: Snapshot, request: ReplaceRequest): Action[] {
  checkWritable(table, protocol, metadata);
  if (JSON.stringify(metadata.partitionColumns) !== JSON.stringify(request.partitionBy)) {
    const [is, wanted] = [metadata.partitionColumns, request.partitionBy].map((columns) =>
      columns.join(', '),
    );
    throw lakeError('LAKE_SCHEMA_CONFLICT', {
      table,
      reason: `it is partitioned by ${is}, not by ${wanted}`,
    });
  }
  const current = JSON.parse(metadata.schemaString) as TableSchema;
  const evolved = evolveSchema(table, current, request.schema);
  if (evolved === current) return [];
  return [{ metaData: { ...metadata, schemaString: JSON.stringify(withMetadata(evolved)) } }];
}

/** Readers want `metadata` in every field. */
function withMetadata(schema: TableSchema): TableSchema {
  return { ...schema, fields: schema.fields.map((field) => ({ ...field, metadata: field.metadata ?? {} })) };
}

function commitInfoOf(request: ReplaceRequest, removedFiles: number): CommitInfo {
  return {
    timestamp: request.timestamp,
    operation: 'WRITE',
    operationParameters: {
      mode: 'Overwrite',
      partitionBy: JSON.stringify(request.partitionBy),
      predicate: predicateOf(request.replace),
    },
    engineInfo: request.engineInfo,
    isBlindAppend: false, // it read the table to learn what to remove, even where that was nothing
    operationMetrics: { numFiles: String(request.adds.length), numRemovedFiles: String(removedFiles) },
    txnId: request.commitId,
    ...(request.info === undefined ? {} : { datahub: request.info }),
  };
}

function predicateOf(filter: PartitionFilter): string {
  const conditions = Object.entries(filter).map(([column, values]) => {
    const texts = values.filter((value) => value !== null).map((value) => `'${value.replaceAll("'", "''")}'`);
    const parts = texts.length > 0 ? [`${column} IN (${texts.join(', ')})`] : [];
    if (values.includes(null)) parts.push(`${column} IS NULL`);
    return parts.length > 1 ? `(${parts.join(' OR ')})` : (parts[0] ?? 'false');
  });
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

function addOf({ path, partitionValues, size, modificationTime, rows, sha256 }: NewFile): AddAction {
  return {
    path: encodePath(path),
    partitionValues: emptyToNull(partitionValues),
    size,
    modificationTime,
    dataChange: true,
    ...(rows === undefined ? {} : { stats: JSON.stringify({ numRecords: rows }) }),
    ...(sha256 === undefined ? {} : { tags: { sha256 } }),
  };
}

function removeOf(file: ActiveFile, timestamp: number): RemoveAction {
  return {
    path: file.logPath, // word for word: other writers compare the spelling
    deletionTimestamp: timestamp,
    dataChange: true,
    extendedFileMetadata: true,
    partitionValues: file.partitionValues,
    size: file.size,
    ...(file.tags === null ? {} : { tags: file.tags }),
  };
}

function invalid(table: string, reason: string) {
  return lakeError('LAKE_PLAN_INVALID', { table, reason });
}
