import { contract } from './__generated__/contract.ts';
import type { DatasetColumn, DatasetIr, DerivedIr, EventIr, MeasureIr, SourceIr } from './ir.ts';

/** The dataset of that name, or undefined. */
export function datasetOf(name: string): DatasetIr | undefined {
  return contract.datasets.find((dataset) => dataset.name === name);
}

/** The source of that name, or undefined. */
export function sourceOf(name: string): SourceIr | undefined {
  return contract.sources.find((source) => source.name === name);
}

/** The event type of that name, or undefined. */
export function eventOf(typeName: string): EventIr | undefined {
  return contract.events.find((event) => event.typeName === typeName);
}

export function columnOf(dataset: DatasetIr, name: string): DatasetColumn | undefined {
  return dataset.columns.find((column) => column.name === name);
}

/** What a dataset shows for each group: measures and derived figures, in the order of the SDL. */
export function figuresOf(dataset: DatasetIr): readonly (MeasureIr | DerivedIr)[] {
  return dataset.columns.filter((column) => column.role !== 'dimension');
}
