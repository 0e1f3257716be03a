import { type CodedError, isCodedError } from '@datahub/contract';
import { tableSchema } from '@datahub/contract/storage';
import { type NewFile, planReplace, type Snapshot, type Table } from '@datahub/lake';
import { pipelineError } from '../errors.ts';
import type { DatasetPlan } from './plan-publish.ts';
import { dayColumn, isMadeOf, type PublishRecord, readPublishedDays } from './publish-record.ts';
import { removeFiles } from './put-files.ts';
import { putManifests, restoreManifests } from './restore-manifests.ts';

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
  /** Called as soon as the commit is there, or may be: from then on nothing that it names may be taken away. */
  readonly onLanded?: () => void;
}

const OVERTAKEN = new Set(['LAKE_CONFLICT', 'LAKE_BUSY']);
const NOT_COMMITTED = new Set([
  ...OVERTAKEN,
  'LAKE_PLAN_INVALID',
  'LAKE_SCHEMA_CONFLICT',
  'LAKE_FEATURE_UNSUPPORTED',
]);

/** What came of a commit. */
export interface Committed {
  /** The table as it is then. */
  readonly snapshot: Snapshot;
  /** Somebody else has published all of the days from the same meanwhile; nothing of this run was committed. */
  readonly unchanged: boolean;
}

/**
 * One commit that replaces all days of the plan: before it nothing of them is seen, after it everything. Then their
 * manifests.
 * @throws PUBLISH_OVERTAKEN where somebody else committed something else to one of the days
 */
export async function commitDataset(options: CommitOptions): Promise<Committed> {
  const { table, plan, record, timestamp } = options;
  let snapshot: Snapshot;
  try {
    snapshot = await land(options);
  } catch (error) {
    if (!isCodedError(error) || !OVERTAKEN.has(error.code)) throw error;
    return { snapshot: await acceptWinner(options, error), unchanged: true };
  }
  // Not while a failure would take the files away: they are committed by now.
  const { version } = snapshot;
  const published = plan.publish.map(({ day }) => ({ day, version, timestamp, record }));
  await putManifests(table, plan.dataset, snapshot, published);
  return { snapshot, unchanged: false };
}

/** Commits. Where that is known to have failed, the files are taken away again. */
async function land(options: CommitOptions): Promise<Snapshot> {
  const { table, base, plan, files, record, commitId, timestamp, engineInfo } = options;
  const { dataset } = plan;
  const request = {
    replace: { [dayColumn(dataset)]: plan.publish.map(({ day }) => day) },
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
    options.onLanded?.();
    return snapshot;
  } catch (error) {
    // Any other failure leaves open whether the commit landed, and with it whether the files are needed.
    if (!isCodedError(error) || !NOT_COMMITTED.has(error.code)) {
      options.onLanded?.();
      throw error;
    }
    await removeFiles(
      table.store,
      dataset,
      files.map(({ path }) => path),
    );
    throw error;
  }
}

/**
 * The version of those who were quicker, if it holds what this run was to publish: all days, from the same input, and
 * newer than what the run was planned on (a day that `--force` is to publish again was there before).
 * @throws PUBLISH_OVERTAKEN
 */
async function acceptWinner(
  { table, base, plan, record }: CommitOptions,
  conflict: CodedError,
): Promise<Snapshot> {
  const { dataset, publish } = plan;
  const overtaken = pipelineError('PUBLISH_OVERTAKEN', { dataset: dataset.name }, conflict);
  const snapshot = await table.refresh(base);
  if (snapshot === null) throw overtaken;
  const wanted = new Set(publish.map(({ day }) => day));
  const published = await readPublishedDays(table, snapshot, dayColumn(dataset), wanted);
  const won = publish.flatMap(({ day, fingerprint }) => {
    const winner = published.get(day);
    if (!winner || winner.version <= (base?.version ?? -1)) return [];
    return isMadeOf(winner, record.source, fingerprint) ? [winner] : [];
  });
  if (won.length < publish.length) throw overtaken;
  await restoreManifests(table, dataset, snapshot, won);
  return snapshot;
}
