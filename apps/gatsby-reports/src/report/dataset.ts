import {
  contract,
  type DatasetIr,
  type DatasetName,
  describeAggregation,
  figuresOf,
  withoutSunsets,
} from '@datahub/contract';
import { labelOf } from './label.ts';

/** The dataset that these reports are about. */
export const DATASET: DatasetName = 'daily_metrics';

/** A measure of the dataset, as pages show it. */
export interface Figure {
  /** Its column. */
  readonly name: string;
  readonly label: string;
  readonly unit: string | null;
  readonly description: string | null;
  /** How it is made and rolled up, in words. */
  readonly method: string;
  /** Digits behind the point that mean something; null keeps all that are stored. */
  readonly digits: number | null;
  /** Whether shares of a whole mean something: true of what adds up. */
  readonly adds: boolean;
}

/** The dataset as nodes have it. */
export function datasetIr(): DatasetIr {
  const dataset = contract.datasets.find((one) => one.name === DATASET);
  if (!dataset) throw new Error(`The contract has no dataset ${DATASET}.`);
  return withoutSunsets(dataset, contract.sunsets);
}

/** All measures, in the order of the contract. */
export function figuresOfDataset(dataset: DatasetIr = datasetIr()): Figure[] {
  return figuresOf(dataset).map((column) => ({
    name: column.name,
    label: labelOf(column.name),
    unit: column.unit,
    description: column.description,
    method: describeAggregation(column),
    // A quotient has as many digits as a double holds; two say all that can be known.
    digits: column.type.kind === 'double' ? 2 : null,
    adds: column.role === 'measure' && (column.agg === 'COUNT' || column.agg === 'SUM'),
  }));
}

/** The unit behind a measure's name: `, in USD`; nothing for a count. */
export function unitWords({ unit }: Pick<Figure, 'unit'>): string {
  return unit === null ? '' : `, in ${unit === 's' ? 'seconds' : unit}`;
}
