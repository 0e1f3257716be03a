import type { SourceIr } from '@datahub/contract';
import type { FoundInput } from '../input/find-input.ts';
import type { Committed } from './commit-dataset.ts';
import type { Executed } from './execute-plan.ts';
import type { DatasetPlan, PublishPlan } from './plan-publish.ts';

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
  /** Days that were there already, made from the same; or that others published from the same during the run. */
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
    datasets: plan.datasets.map((entry) => {
      const name = entry.dataset.name;
      const committed = executed?.committed.get(name);
      return {
        dataset: name,
        version: committed?.snapshot.version ?? versions.get(name) ?? null,
        ...daysOf(entry, committed),
      };
    }),
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

/** Where others were quicker with the same, nothing was published. */
function daysOf({ publish, unchanged }: DatasetPlan, committed: Committed | undefined) {
  const days = publish.map(({ day }) => day);
  return committed?.unchanged
    ? { days_published: [], days_unchanged: [...unchanged, ...days].sort() }
    : { days_published: days, days_unchanged: unchanged };
}
