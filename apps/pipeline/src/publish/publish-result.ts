import type { SourceIr } from '@datahub/contract';
import type { FoundInput } from '../input/find-input.ts';
import type { Executed } from './execute-plan.ts';
import type { PublishPlan } from './plan-publish.ts';

/** What a publish did, as `--json` prints it. */
export interface PublishResult {
  readonly run_id: string;
  readonly source: string;
  readonly datasets: readonly DatasetResult[];
  /** Days of the range that have no input. */
  readonly days_missing: readonly string[];
  /** Of all days that were read. */
  readonly counts: {
    readonly rows_read: number;
    readonly rows_aggregated: number;
    readonly rows_duplicate: number;
    readonly rows_quarantined: number;
    readonly values_rounded: number;
  };
  /** Keys in the lake of what was refused. */
  readonly quarantine: readonly string[];
  readonly seconds: number;
}

export interface DatasetResult {
  readonly dataset: string;
  /** Version of the table after the run. */
  readonly version: number | null;
  readonly days_published: readonly string[];
  /** Days that were there already, made from the same. */
  readonly days_unchanged: readonly string[];
}

interface Run {
  readonly source: SourceIr;
  readonly plan: PublishPlan;
  readonly found: FoundInput;
  readonly executed: Executed | null;
  /** Before the run. */
  readonly versions: ReadonlyMap<string, number | null>;
  readonly runId: string;
  readonly started: Date;
  readonly ended: Date;
}

export function resultOf({
  source,
  plan,
  found,
  executed,
  versions,
  runId,
  started,
  ended,
}: Run): PublishResult {
  const days = executed?.days ?? [];
  const total = (value: (day: (typeof days)[number]) => number) =>
    days.reduce((sum, day) => sum + value(day), 0);
  return {
    run_id: runId,
    source: source.name,
    datasets: plan.datasets.map(({ dataset, publish, unchanged }) => ({
      dataset: dataset.name,
      version: executed?.versions.get(dataset.name) ?? versions.get(dataset.name) ?? null,
      days_published: publish.map(({ day }) => day),
      days_unchanged: unchanged,
    })),
    days_missing: found.missing,
    counts: {
      rows_read: total(({ rowsRead }) => rowsRead),
      rows_aggregated: total(({ rowsAggregated }) => rowsAggregated),
      rows_duplicate: total(({ rowsDuplicate }) => rowsDuplicate),
      rows_quarantined: total(({ rowsQuarantined }) => rowsQuarantined),
      values_rounded: total(({ valuesRounded }) => valuesRounded),
    },
    quarantine: executed?.quarantine ?? [],
    seconds: (ended.getTime() - started.getTime()) / 1000,
  };
}
