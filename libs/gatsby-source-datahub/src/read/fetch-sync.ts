import type { DatasetShape } from '@datahub/contract/gatsby';
import { dayRollUps, groupRollUps, overviewRollUps, type RollUp } from '@datahub/contract/gatsby';
import { groupBy } from '../plan/group-by.ts';
import { partitionKey } from '../plan/partition.ts';
import { chunksOfValues, type DaySpan, type SyncPlan, spansOfDays, spansOfRows } from '../plan/plan-sync.ts';
import type { Row } from './check-answer.ts';
import type { ReadRows, RowQuestion } from './read-rows.ts';

/** Rolled-up figures of one node, by the field that holds them. `total` is one row. */
export type Figures = ReadonlyMap<string, readonly Row[]>;

/** Everything that a sync needs, fetched. */
export interface Fetched {
  /** Stored rows of the changed partitions, by partition. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Figures of the business days that changed. */
  readonly days: ReadonlyMap<string, Figures>;
  /** For each further partition column, figures of its values that changed. */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, Figures>>;
  readonly overview: Figures;
}

/** Fetches what a plan asks for. Nothing is kept anywhere yet. */
export async function fetchSync(shape: DatasetShape, plan: SyncPlan, read: ReadRows): Promise<Fetched> {
  const rows = await fetchRows(shape, plan, read);

  const [changedDays = [], ...changedGroups] = plan.changedValues;
  const spans = spansOfDays(plan.next, changedDays).map((span) => question(shape, span));
  const days = await fetchFigures(read, spans, shape.dayColumn, dayRollUps(shape), new Set(changedDays));

  const groups = new Map<string, ReadonlyMap<string, Figures>>();
  for (const [index, group] of shape.groups.entries()) {
    const values = changedGroups[index] ?? [];
    const known = new Set([...plan.next.values()].map((partition) => partition.values[index + 1])).size;
    const questions = chunksOfValues(known, values).map((only) =>
      only ? { filter: { [group]: only } } : {},
    );
    groups.set(
      group,
      await fetchFigures(read, questions, group, groupRollUps(shape, group), new Set(values)),
    );
  }
  return { rows, days, groups, overview: await fetchOverview(shape, plan, read) };
}

async function fetchRows(shape: DatasetShape, plan: SyncPlan, read: ReadRows): Promise<Map<string, Row[]>> {
  const rows: Row[] = [];
  for (const span of spansOfRows(plan))
    rows.push(...(await read({ ...question(shape, span), groupBy: null })));
  const keyOf = (row: Row) => partitionKey(shape.partitionBy.map((column) => row[column] as string));
  const byPartition = groupBy(rows, keyOf);
  // A filter on one column may bring neighbours that did not change: their nodes stay as they are.
  for (const key of byPartition.keys())
    if (!plan.changed.has(key) && plan.next.has(key)) byPartition.delete(key);
  return byPartition;
}

/** Roll-ups of every value of a column, each asked for once for all values together. */
async function fetchFigures(
  read: ReadRows,
  questions: readonly Omit<RowQuestion, 'groupBy'>[],
  column: string,
  rollUps: readonly RollUp[],
  values: ReadonlySet<string>,
): Promise<Map<string, Map<string, readonly Row[]>>> {
  const figures = new Map([...values].map((value) => [value, new Map<string, readonly Row[]>()]));
  for (const { field, by } of rollUps) {
    const answers: Row[] = [];
    for (const asked of questions) answers.push(...(await read({ ...asked, groupBy: [column, ...by] })));
    const byValue = groupBy(answers, (row) => row[column] as string);
    for (const [value, fields] of figures) fields.set(field, byValue.get(value) ?? []);
  }
  return figures;
}

async function fetchOverview(shape: DatasetShape, { next }: SyncPlan, read: ReadRows): Promise<Figures> {
  const figures = new Map<string, readonly Row[]>();
  for (const { field, by } of overviewRollUps(shape)) {
    figures.set(field, next.size === 0 ? [] : await read({ groupBy: by }));
  }
  return figures;
}

function question({ groups }: DatasetShape, { from, to, only }: DaySpan): Omit<RowQuestion, 'groupBy'> {
  const [group] = groups;
  return { from, to, ...(only && group !== undefined && { filter: { [group]: only } }) };
}
