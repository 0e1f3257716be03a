// The one place that says which dataset this dashboard shows. Its columns come from the contract.
import {
  contract,
  type DatasetIr,
  type DerivedIr,
  datasetOf,
  figuresOf,
  type MeasureIr,
  withoutSunsets,
} from '@datahub/contract';
import type { rowDocuments } from '@datahub/contract/graphql';
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';

export const DATASET = 'daily_metrics';

type RowsDocument = (typeof rowDocuments)[typeof DATASET];

/** One page of rows, as the API answers it. */
export type RowsPage = ResultOf<RowsDocument>['page'];
export type Row = RowsPage['rows'][number];
export type RowsVariables = VariablesOf<RowsDocument>;
/** A column that rows can be grouped by. */
export type GroupColumn = Extract<RowsVariables['groupBy'], string>;
/** A measure, or a figure derived from measures. */
export type Figure = MeasureIr | DerivedIr;

/** The dataset as the page reads it: what it is grouped by, and every figure it has. */
export interface Shown {
  readonly ir: DatasetIr;
  /** Business day. */
  readonly day: GroupColumn;
  readonly region: GroupColumn;
  /** Kind of event. */
  readonly kind: GroupColumn;
  readonly figures: readonly Figure[];
}

export const shown: Shown = readShown();

function readShown(): Shown {
  const dataset = datasetOf(DATASET);
  // A figure that is going to go is not asked for, and would show as one that is not known.
  const ir = dataset && withoutSunsets(dataset, contract.sunsets);
  const kind = ir?.columns.find((column) => column.role === 'dimension');
  const [day, region] = ir?.partitionBy ?? [];
  const figures = ir ? figuresOf(ir) : [];
  if (!ir || !day || !region || !kind || figures.length === 0) {
    throw new TypeError(`The contract's ${DATASET} has no day, region, kind and figure to show.`);
  }
  return {
    ir,
    day: day as GroupColumn,
    region: region as GroupColumn,
    kind: kind.name as GroupColumn,
    figures,
  };
}

/** The figure of that name; the first where there is none. */
export function figureNamed(name: string): Figure {
  return shown.figures.find((figure) => figure.name === name) ?? shown.figures[0]!;
}

/** What a row says in a figure's column; null where nothing is known, or where there is no row. */
export function figureOf(row: Row | null | undefined, figure: Figure): number | null {
  const value = (row as Readonly<Record<string, unknown>> | null | undefined)?.[figure.name];
  return typeof value === 'number' ? value : null;
}

/** What a row was grouped under; the empty string where it was not grouped by that column. */
export function groupOf(row: Row, column: GroupColumn): string {
  const value = (row as Readonly<Record<string, unknown>>)[column];
  return typeof value === 'string' ? value : '';
}
