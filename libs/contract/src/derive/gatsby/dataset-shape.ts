import type { ColumnType, DatasetIr } from '../../ir.ts';

/** A column as it comes over the wire. */
export interface WireColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description: string | null;
}

/** What Gatsby has to know of a dataset. */
export interface DatasetShape {
  readonly name: string;
  /** The business day: the first partition column. */
  readonly dayColumn: string;
  readonly partitionBy: readonly string[];
  /** Partition columns other than the day. Each has nodes of its own. */
  readonly groups: readonly string[];
  /** Columns that rows of one partition are told apart by. */
  readonly dimensions: readonly string[];
  /** Dimensions whose values lie within one business day: an hour, an instant. */
  readonly withinDay: readonly string[];
  /** Partition columns and dimensions. */
  readonly keys: readonly WireColumn[];
  /** Measures and derived figures. */
  readonly figures: readonly WireColumn[];
  /** Figures that add up exactly over any cut of the rows: counts. */
  readonly counts: readonly string[];
  readonly types: NodeTypes;
}

/** Names of the GraphQL types of a dataset in Gatsby. */
export interface NodeTypes {
  readonly row: string;
  readonly rollUp: string;
  readonly day: string;
  readonly overview: string;
  /** By partition column. */
  readonly group: Readonly<Record<string, string>>;
}

export function shapeOf(dataset: DatasetIr): DatasetShape {
  const [dayColumn = 'run_date', ...groups] = dataset.partitionBy;
  const dimensions = dataset.columns.filter((column) => column.role === 'dimension');
  const row = `DataHub${dataset.typeName}`;
  return {
    name: dataset.name,
    dayColumn,
    partitionBy: dataset.partitionBy,
    groups,
    dimensions: dimensions.map((column) => column.name),
    withinDay: dimensions.flatMap(({ name, type, grain }) =>
      type.kind === 'timestamp' && (grain === null || grain === 'HOUR') ? [name] : [],
    ),
    keys: [
      ...dataset.partitionBy.map(
        (name): WireColumn => ({
          name,
          type: { kind: 'string' },
          nullable: false,
          description: name === dayColumn ? 'Business day, `YYYY-MM-DD`.' : null,
        }),
      ),
      ...dimensions,
    ],
    figures: dataset.columns.filter((column) => column.role !== 'dimension'),
    counts: dataset.columns.flatMap((column) =>
      column.role === 'measure' && column.agg === 'COUNT' ? [column.name] : [],
    ),
    types: {
      row,
      rollUp: `${row}RollUp`,
      day: `${row}Day`,
      overview: `${row}Overview`,
      group: Object.fromEntries(groups.map((name) => [name, `${row}${pascal(name)}`])),
    },
  };
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
