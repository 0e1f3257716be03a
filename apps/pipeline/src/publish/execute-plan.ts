import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContractIr, isCodedError } from '@datahub/contract';
import type { Snapshot, Store, Table } from '@datahub/lake';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../errors.ts';
import type { DayInput } from '../input/find-input.ts';
import { type ContentHash, checkUnchanged } from '../input/hash-content.ts';
import type { DayCounts } from '../read/day-counts.ts';
import { stageInput } from '../read/stage-input.ts';
import { type AggregateDataset, aggregateDataset, type StagedFile } from './aggregate-dataset.ts';
import { checkCounts } from './check-counts.ts';
import { checkWritten } from './check-written.ts';
import { type Committed, commitDataset } from './commit-dataset.ts';
import { forgetRefused, keepRefused } from './keep-refused.ts';
import { type Engine, openEngine } from './open-engine.ts';
import type { DatasetPlan, PublishPlan, PublishRequest } from './plan-publish.ts';
import type { Progress } from './progress.ts';
import type { PublishRecord } from './publish-record.ts';
import { putFiles } from './put-files.ts';

/** What a publish needs of the world. */
export interface PublishEffects {
  readonly store: Store;
  readonly now: () => Date;
  /** A new UUID. */
  readonly newId: () => string;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Makes the data files of a dataset; by default DuckDB does, in this process. They are checked, whoever makes them. */
  readonly aggregate?: AggregateDataset;
}

export interface ExecuteOptions {
  readonly contract: ContractIr;
  readonly request: PublishRequest;
  readonly plan: PublishPlan;
  readonly runId: string;
  /** By dataset. */
  readonly tables: ReadonlyMap<string, { readonly table: Table; readonly snapshot: Snapshot | null }>;
  readonly input: readonly DayInput[];
  readonly contents: readonly ContentHash[];
  /** Where a folder for passing things may be made. */
  readonly tempDirectory: string;
  readonly memoryLimit: string;
  readonly threads?: number;
  readonly fastPath: boolean;
  readonly engineInfo: string;
}

export interface Executed {
  /** Oldest first. */
  readonly days: readonly DayCounts[];
  /** By dataset that was to be published. */
  readonly committed: ReadonlyMap<string, Committed>;
  /** Keys of what was refused. */
  readonly quarantine: readonly string[];
}

/** What a run has left in the lake. */
interface Traces {
  /** Keys of what was refused. */
  readonly quarantine: string[];
  /** A commit that speaks of this run is there, or may be. */
  committed: boolean;
}

/**
 * Carries a plan out: reads the input once, keeps what is refused, makes and checks the rows of every dataset, and
 * only then touches a table.
 */
export async function executePlan(options: ExecuteOptions, effects: PublishEffects): Promise<Executed> {
  const folder = await mkdtemp(join(options.tempDirectory, 'datahub-'));
  const engine = await openEngine({ folder: join(folder, 'duckdb'), ...engineSettings(options) });
  const interrupt = () => engine.connection.interrupt();
  effects.signal?.addEventListener('abort', interrupt);
  const traces: Traces = { quarantine: [], committed: false };
  try {
    const staged = await stage(options, effects, engine.connection, folder);
    await keepRefused({
      connection: engine.connection,
      store: effects.store,
      source: options.request.source.name,
      runId: options.runId,
      days: staged.days,
      folder,
      ...(effects.signal === undefined ? {} : { signal: effects.signal }),
      onKept: (key) => traces.quarantine.push(key),
    });
    const files = await aggregate(options, effects, engine.connection, staged.days, folder);
    await staged.dispose();
    await checkUnchanged(options.contents);
    effects.signal?.throwIfAborted();
    const committed = await commit(options, effects, engine, staged.days, files, traces);
    if (!traces.committed) await forgetRefused(effects.store, traces.quarantine.splice(0));
    return { days: staged.days, committed, quarantine: traces.quarantine };
  } catch (error) {
    // Records of an input that was refused as a whole are in no run's commit: there they stay to be looked at.
    const isAnswer = isCodedError(error) && error.code === 'INPUT_ALL_REFUSED';
    if (!traces.committed && !isAnswer) await forgetRefused(effects.store, traces.quarantine);
    throw error;
  } finally {
    effects.signal?.removeEventListener('abort', interrupt);
    engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function engineSettings({ memoryLimit, threads }: ExecuteOptions) {
  return { memoryLimit, ...(threads === undefined ? {} : { threads }) };
}

async function stage(
  { contract, request, plan, input, contents, threads, fastPath }: ExecuteOptions,
  { onProgress, signal }: PublishEffects,
  connection: DuckDBConnection,
  tempDirectory: string,
) {
  const wanted = new Set(plan.days);
  const files = input.filter(({ day }) => wanted.has(day)).flatMap((day) => day.files);
  const total = contents.filter(({ day }) => wanted.has(day)).reduce((sum, { bytes }) => sum + bytes, 0);
  const staged = await stageInput({
    connection,
    contract,
    source: request.source,
    files,
    tempDirectory,
    ...(threads === undefined ? {} : { threads }),
    fastPath,
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ bytes }) => onProgress?.({ step: 'read', done: bytes, total }),
  });
  checkCounts(staged.days);
  for (const { day, rowsRead, files } of staged.days) {
    if (rowsRead === 0) throw pipelineError('INPUT_NO_RECORDS', { day, files: files.join(', ') });
  }
  return staged;
}

async function aggregate(
  { contract, plan }: ExecuteOptions,
  { onProgress, signal, aggregate: makeFiles = aggregateDataset }: PublishEffects,
  connection: DuckDBConnection,
  counts: readonly DayCounts[],
  folder: string,
): Promise<ReadonlyMap<string, readonly StagedFile[]>> {
  const files = new Map<string, readonly StagedFile[]>();
  for (const { dataset, publish } of plan.datasets.filter(isNeeded)) {
    signal?.throwIfAborted();
    const days = publish.map(({ day }) => day);
    const target = join(folder, `rows-${files.size}`);
    await mkdir(target);
    onProgress?.({ step: 'aggregate', dataset: dataset.name, done: 0, total: days.length });
    const wanted = counts.filter(({ day }) => days.includes(day));
    const rowsAggregated = new Map(wanted.map((count) => [count.day, count.rowsAggregated]));
    const staged = await makeFiles({
      connection,
      dataset,
      days,
      folder: target,
      ...(signal === undefined ? {} : { signal }),
    });
    const event = contract.events.find(({ typeName }) => typeName === dataset.event);
    await checkWritten({ connection, dataset, event, files: staged, rowsAggregated });
    files.set(dataset.name, staged);
  }
  return files;
}

async function commit(
  options: ExecuteOptions,
  { store, now, newId, onProgress, signal }: PublishEffects,
  engine: Engine,
  counts: readonly DayCounts[],
  staged: ReadonlyMap<string, readonly StagedFile[]>,
  traces: Traces,
): Promise<ReadonlyMap<string, Committed>> {
  const { plan, tables, runId, engineInfo } = options;
  const committed = new Map<string, Committed>();
  for (const datasetPlan of plan.datasets.filter(isNeeded)) {
    const { dataset } = datasetPlan;
    const known = tables.get(dataset.name);
    const files = staged.get(dataset.name) ?? [];
    if (known === undefined) throw new Error(`${dataset.name} was planned without its table.`);
    const timestamp = now().getTime();
    const put = await putFiles({
      store,
      dataset,
      files,
      runId,
      timestamp,
      ...(signal === undefined ? {} : { signal }),
      onPut: (done) => onProgress?.({ step: 'write', dataset: dataset.name, done, total: files.length }),
    });
    onProgress?.({ step: 'commit', dataset: dataset.name });
    const outcome = await commitDataset({
      table: known.table,
      base: known.snapshot,
      plan: datasetPlan,
      files: put,
      record: recordOf(options, engine, datasetPlan, counts),
      commitId: newId(),
      timestamp,
      engineInfo,
      onLanded: () => {
        traces.committed = true;
      },
    });
    committed.set(dataset.name, outcome);
  }
  return committed;
}

function recordOf(
  { contract, request, runId }: ExecuteOptions,
  engine: Engine,
  { dataset, publish }: DatasetPlan,
  counts: readonly DayCounts[],
): PublishRecord {
  const byDay = new Map(counts.map((count) => [count.day, count]));
  const days = publish.map(({ day, fingerprint }) => {
    const count = byDay.get(day);
    if (count === undefined) throw new Error(`${day} was planned and not read.`);
    const record = {
      files: count.files,
      fingerprint,
      rows_read: count.rowsRead,
      rows_aggregated: count.rowsAggregated,
      rows_duplicate: count.rowsDuplicate,
      rows_quarantined: count.rowsQuarantined,
      values_rounded: count.valuesRounded,
    };
    return [day, record] as const;
  });
  return {
    run_id: runId,
    source: request.source.name,
    engine: { name: engine.name, version: engine.version },
    contract: { wire_hash: contract.wireHash, storage_hash: dataset.storageHash },
    days: Object.fromEntries(days),
  };
}

function isNeeded({ publish }: DatasetPlan): boolean {
  return publish.length > 0;
}
