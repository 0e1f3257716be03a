import { filterColumns, genericNames, groupColumns, rangeColumns } from '../derive/served-schema.ts';
import type { ContractIr, DatasetIr } from '../ir.ts';
import type { ContractElement } from './read-elements.ts';

/**
 * Coordinates of the served schema that stand or fall with an element: a column of a dataset is a field of its row
 * types, and where rows can be grouped or filtered by it, a value of an enum and a field of an input as well.
 */
export function servedCoordinates(element: ContractElement, contract: ContractIr): string[] {
  if (element.element === 'source') return [];
  if (element.element === 'type') {
    if (element.role === 'dataset' && element.dataset) return datasetCoordinates(element.dataset);
    return element.role === 'served' ? [element.coordinate] : [];
  }
  if (element.element !== 'field') return [element.coordinate];
  const dataset = contract.datasets.find(({ typeName }) => typeName === element.parent);
  if (dataset) return columnCoordinates(dataset, element.name);
  return element.role === 'served' ? [element.coordinate] : [];
}

function datasetCoordinates(dataset: DatasetIr): string[] {
  const { row, page, filter, range, dimension } = genericNames(dataset);
  return [
    dataset.typeName,
    `Query.${dataset.fieldName}`,
    row,
    page,
    dimension,
    ...(filterColumns(dataset).length > 0 ? [filter] : []),
    ...(rangeColumns(dataset).length > 0 ? [range] : []),
  ];
}

function columnCoordinates(dataset: DatasetIr, column: string): string[] {
  const { row, filter, range, dimension } = genericNames(dataset);
  return [
    `${dataset.typeName}.${column}`,
    `${row}.${column}`,
    ...(groupColumns(dataset).includes(column) ? [`${dimension}.${column}`] : []),
    ...(filterColumns(dataset).includes(column) ? [`${filter}.${column}`] : []),
    ...(rangeColumns(dataset).includes(column) ? [`${range}.${column}`] : []),
  ];
}
