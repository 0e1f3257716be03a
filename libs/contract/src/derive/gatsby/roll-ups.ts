import type { DatasetShape } from './dataset-shape.ts';

/** Figures that a node of Gatsby carries, rolled up by the API: an average of averages would be wrong. */
export interface RollUp {
  /** Field of the node: `total`, `by_region`, `by_run_date_and_event_type`. */
  readonly field: string;
  /** Columns that the figures are kept apart by, within the node. */
  readonly by: readonly string[];
}

/** Of one business day. */
export function dayRollUps({ groups, dimensions }: DatasetShape): RollUp[] {
  return [rollUp(), ...[...groups, ...dimensions].map((column) => rollUp(column))];
}

/** Of one value of a partition column, over all days. */
export function groupRollUps(shape: DatasetShape, group: string): RollUp[] {
  const { dayColumn, groups } = shape;
  const dimensions = dimensionsOverDays(shape);
  const others = [...groups.filter((column) => column !== group), ...dimensions];
  return [
    rollUp(),
    rollUp(dayColumn),
    ...others.map((column) => rollUp(column)),
    ...dimensions.map((column) => rollUp(dayColumn, column)),
  ];
}

/** Of the whole dataset. */
export function overviewRollUps(shape: DatasetShape): RollUp[] {
  const { dayColumn, groups } = shape;
  const dimensions = dimensionsOverDays(shape);
  return [
    rollUp(),
    rollUp(dayColumn),
    ...[...groups, ...dimensions].map((column) => rollUp(column)),
    ...[...groups, ...dimensions].map((column) => rollUp(dayColumn, column)),
  ];
}

/** An hour belongs to one day: to keep hours apart over all days would be to list the rows. */
function dimensionsOverDays({ dimensions, withinDay }: DatasetShape): readonly string[] {
  return dimensions.filter((column) => !withinDay.includes(column));
}

function rollUp(...by: string[]): RollUp {
  return { field: by.length === 0 ? 'total' : `by_${by.join('_and_')}`, by };
}
