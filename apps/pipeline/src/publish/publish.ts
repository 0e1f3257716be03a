import { contract as builtInContract, type ContractIr, type DatasetIr } from '@datahub/contract';
import { openTable, type Snapshot, type Store, type Table } from '@datahub/lake';
import type { DayInput } from '../input/find-input.ts';
import { findInput } from '../input/find-input.ts';
import { hashContents } from '../input/hash-content.ts';
import { planEvent } from '../read/plan-event.ts';
import { chooseDatasets, chooseSource } from './choose-target.ts';
import { executePlan, type PublishEffects } from './execute-plan.ts';
import { loadEngine } from './open-engine.ts';
import { type PublishPlan, planPublish } from './plan-publish.ts';
import { dayColumn, type PublishedDay, readPublishedDays } from './publish-record.ts';
import { type PublishResult, resultOf } from './publish-result.ts';
import { restoreManifests } from './restore-manifests.ts';

export interface PublishOptions {
  /** Name of a source of the contract. */
  readonly source: string;
  /** A file, a folder or a glob; `{date}` in it becomes the day. */
  readonly input: string;
  /** Business days that exist, `YYYY-MM-DD`, oldest first. */
  readonly days: readonly string[];
  /** Names of datasets; by default all that are made of the source's event. */
  readonly datasets?: readonly string[];
  /** A day without input is an error. */
  readonly strictDays?: boolean;
  /** Takes days over that another source has published. */
  readonly replaceSource?: boolean;
  /** Publishes days whose input has not changed all the same. */
  readonly force?: boolean;
  /** By default the contract that the program was built with. */
  readonly contract?: ContractIr;
  /** Relative patterns start here. */
  readonly cwd: string;
  /** Where a folder for passing things may be made. */
  readonly tempDirectory: string;
  /** What DuckDB may use, as it writes it: `160MB`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** False: input is read by the parser alone, without its fast path. */
  readonly fastPath?: boolean;
  /** Name and version of the program, for the log of the table. */
  readonly engineInfo?: string;
}

/** Memory for DuckDB alone; the process stays below 300 MB with it. */
export const DEFAULT_MEMORY_LIMIT = '128MB';

interface KnownTable {
  readonly table: Table;
  readonly snapshot: Snapshot | null;
  readonly days: ReadonlyMap<string, PublishedDay | null>;
}

/**
 * Publishes days of a source: all datasets that are made of its event, one scan, one commit for each dataset. What
 * is already there, made from the same, is left alone.
 *
 * @throws coded errors; then no table was changed, unless the store failed between two datasets: run it again.
 */
export async function publish(options: PublishOptions, effects: PublishEffects): Promise<PublishResult> {
  const started = effects.now();
  const contract = options.contract ?? builtInContract;
  const source = chooseSource(contract, options.source);
  const datasets = chooseDatasets(contract, source, options.datasets);
  const found = await findInput({
    source,
    pattern: options.input,
    days: options.days,
    strictDays: options.strictDays ?? false,
    cwd: options.cwd,
  });
  const { onProgress, signal } = effects;
  // Loaded beside the hashing, which has threads of its own. If it fails, it does so again where it is needed.
  loadEngine().catch(() => {});
  const contents = await hashContents(found.days, {
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total) => onProgress?.({ step: 'hash', done, total }),
  });
  const tables = await openTables(effects.store, datasets, found.days);
  const request = {
    source,
    rules: planEvent(contract, source),
    datasets,
    days: contents,
    replaceSource: options.replaceSource ?? false,
    force: options.force ?? false,
  };
  const plan = planPublish(request, new Map([...tables].map(([name, { days }]) => [name, days])));
  const runId = effects.newId();
  await restoreUnchanged(plan, tables);
  const executed =
    plan.days.length === 0
      ? null
      : await executePlan(
          {
            contract,
            request,
            plan,
            runId,
            tables,
            input: found.days,
            contents,
            tempDirectory: options.tempDirectory,
            memoryLimit: options.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
            ...(options.threads === undefined ? {} : { threads: options.threads }),
            fastPath: options.fastPath ?? true,
            engineInfo: options.engineInfo ?? 'datahub',
          },
          effects,
        );
  const versions = new Map([...tables].map(([name, { snapshot }]) => [name, snapshot?.version ?? null]));
  return resultOf({ source, plan, found, executed, versions, runId, started, ended: effects.now() });
}

async function openTables(
  store: Store,
  datasets: readonly DatasetIr[],
  days: readonly DayInput[],
): Promise<ReadonlyMap<string, KnownTable>> {
  const wanted = new Set(days.map(({ day }) => day));
  const tables = new Map<string, KnownTable>();
  for (const dataset of datasets) {
    const table = openTable(store, dataset.name);
    const snapshot = await table.snapshot();
    const published =
      snapshot === null ? new Map() : await readPublishedDays(table, snapshot, dayColumn(dataset), wanted);
    tables.set(dataset.name, { table, snapshot, days: published });
  }
  return tables;
}

/** A run that was killed between its commit and its manifests is finished by the next one. */
async function restoreUnchanged(plan: PublishPlan, tables: ReadonlyMap<string, KnownTable>): Promise<void> {
  for (const { dataset, unchanged } of plan.datasets) {
    const known = tables.get(dataset.name);
    if (!known?.snapshot) continue;
    const days = unchanged.flatMap((day) => known.days.get(day) ?? []);
    await restoreManifests(known.table, dataset, known.snapshot, days);
  }
}
