import type { Manifest } from '@datahub/contract';
import { isCodedError } from '@datahub/contract';
import { tableSchema } from '@datahub/contract/storage';
import { type NewFile, planReplace, type Snapshot, type Table } from '@datahub/lake';
import { pipelineError } from '../errors.ts';
import { manifestPath, manifestsOf, serializeManifest } from './make-manifest.ts';
import { mapLimited } from './map-limited.ts';
import type { DatasetPlan } from './plan-publish.ts';
import { dayColumn, type PublishRecord } from './publish-record.ts';
import { removeFiles } from './put-files.ts';

export interface CommitOptions {
  readonly table: Table;
  /** The version that the publish was planned on; null where there is no table yet. */
  readonly base: Snapshot | null;
  readonly plan: DatasetPlan;
  readonly files: readonly NewFile[];
  readonly record: PublishRecord;
  readonly commitId: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly engineInfo: string;
}

const MANIFESTS_AT_ONCE = 8;
const OVERTAKEN = new Set(['LAKE_CONFLICT', 'LAKE_BUSY']);
const NOT_COMMITTED = new Set([
  ...OVERTAKEN,
  'LAKE_PLAN_INVALID',
  'LAKE_SCHEMA_CONFLICT',
  'LAKE_FEATURE_UNSUPPORTED',
]);

/**
 * One commit that replaces all days of the plan: before it nothing of them is seen, after it everything. Then their
 * manifests.
 * @returns the table as it is then.
 * @throws PUBLISH_OVERTAKEN where somebody else committed to one of the days
 */
export async function commitDataset(options: CommitOptions): Promise<Snapshot> {
  const { table, base, plan, files, record, commitId, timestamp, engineInfo } = options;
  const { dataset } = plan;
  const days = plan.publish.map(({ day }) => day);
  const request = {
    replace: { [dayColumn(dataset)]: days },
    adds: files,
    schema: tableSchema(dataset),
    partitionBy: dataset.partitionBy,
    commitId,
    timestamp,
    engineInfo,
    info: { ...record },
    name: dataset.name,
    ...(dataset.description === null ? {} : { description: dataset.description }),
  };
  try {
    const { snapshot } = await table.commit(planReplace(table.root, base, request));
    const { version } = snapshot;
    const published = days.map((day) => ({ day, version, timestamp, record }));
    await putManifests(table, dataset, manifestsOf(dataset, snapshot, published));
    return snapshot;
  } catch (error) {
    // Any other failure leaves open whether the commit landed, and with it whether the files are needed.
    if (!isCodedError(error) || !NOT_COMMITTED.has(error.code)) throw error;
    await removeFiles(
      table.store,
      dataset,
      files.map(({ path }) => path),
    );
    if (!OVERTAKEN.has(error.code)) throw error;
    throw pipelineError('PUBLISH_OVERTAKEN', { dataset: dataset.name }, error);
  }
}

export async function putManifests(
  table: Table,
  dataset: DatasetPlan['dataset'],
  manifests: readonly Manifest[],
): Promise<void> {
  await mapLimited(manifests, MANIFESTS_AT_ONCE, (manifest) =>
    table.store.put(`${table.root}/${manifestPath(dataset, manifest.run_date)}`, serializeManifest(manifest)),
  );
}
