import { stringify } from 'yaml';
import { sqlTypeName } from '../column-type.ts';
import { hashOf } from '../compile/canonical.ts';
import { describeAggregation } from '../describe-aggregation.ts';
import type { CheckIr, ColumnType, ContractIr, DatasetColumn, DatasetIr, StoredColumn } from '../ir.ts';
import { describeCheck } from './describe-check.ts';

/** Version of the standard whose JSON Schema the document is held to. */
const API_VERSION = 'v3.2.0';

/**
 * What is published, as a data contract of the Open Data Contract Standard (https://bitol-io.github.io/open-data-contract-standard):
 * one object for each table, with the columns as they lie in it.
 */
export function odcsYaml(contract: ContractIr): string {
  const { wireHash, datasets } = contract;
  const version = hashOf([wireHash, ...datasets.map(({ storageHash }) => storageHash)]).slice(0, 12);
  const document = {
    apiVersion: API_VERSION,
    kind: 'DataContract',
    id: 'datahub',
    name: 'Data Hub',
    version,
    status: 'active',
    description: {
      purpose: 'Tables of aggregated events, and what their figures mean.',
      usage: 'Read the Delta tables, or ask the GraphQL API: figures roll up as `aggregation` says.',
    },
    customProperties: [{ property: 'wireHash', value: wireHash }],
    schema: datasets.map(describeTable),
  };
  return stringify(document, { lineWidth: 100 });
}

function describeTable(dataset: DatasetIr) {
  const keys = [
    ...dataset.partitionBy,
    ...dataset.columns.filter(({ role }) => role === 'dimension').map(({ name }) => name),
  ];
  return {
    name: dataset.name,
    physicalName: dataset.name,
    logicalType: 'object',
    physicalType: 'table',
    ...(dataset.description === null ? {} : { description: dataset.description }),
    dataGranularityDescription: `One row for each ${keys.join(', ')}.`,
    customProperties: [
      { property: 'storageHash', value: dataset.storageHash },
      { property: 'zone', value: dataset.zone },
    ],
    ...qualityOf(dataset.checks),
    properties: [
      ...dataset.partitionBy.map(describePartition),
      ...dataset.stored.map(describeStored(dataset)),
    ],
  };
}

function describePartition(name: string, index: number) {
  return {
    name,
    logicalType: 'string',
    physicalType: 'string',
    ...(index === 0 ? { description: 'Business day, `YYYY-MM-DD`.' } : {}),
    required: true,
    partitioned: true,
    partitionKeyPosition: index + 1,
    semanticType: 'dimension',
  };
}

function describeStored(dataset: DatasetIr) {
  return ({ name, type, nullable }: StoredColumn) => {
    const column = dataset.columns.find((candidate) => candidate.name === name);
    return {
      name,
      ...logicalType(type),
      physicalType: sqlTypeName(type),
      ...descriptionOf(column),
      required: !nullable,
      ...meaningOf(column, dataset),
      ...qualityOf(column?.checks ?? []),
    };
  };
}

/** A sum or a count beside a mean has no words of its own in the SDL. */
function descriptionOf(column: DatasetColumn | undefined) {
  if (!column) return { description: 'Kept beside a mean, so that it rolls up exactly.' };
  return column.description === null ? {} : { description: column.description };
}

function meaningOf(column: DatasetColumn | undefined, { sql }: DatasetIr) {
  if (!column) return { semanticType: 'column' };
  const unit = column.unit === null ? [] : [{ property: 'unit', value: column.unit }];
  if (column.role === 'dimension') {
    const grain = column.grain === null ? [] : [{ property: 'grain', value: column.grain }];
    return { semanticType: 'dimension', ...customProperties([...unit, ...grain]) };
  }
  const aggregation = column.role === 'measure' ? [{ property: 'aggregation', value: column.agg }] : [];
  return {
    semanticType: 'measure',
    transformDescription: describeAggregation(column),
    ...(column.role === 'derived' ? { transformLogic: column.expr } : {}),
    ...(column.role === 'measure' && sql === null ? { transformLogic: aggregateOf(column) } : {}),
    ...customProperties([...aggregation, ...unit]),
  };
}

function aggregateOf({ agg, of, where }: Extract<DatasetColumn, { role: 'measure' }>): string {
  return `${agg}(${of ?? '*'})${where === null ? '' : ` FILTER (WHERE ${where})`}`;
}

function customProperties(properties: readonly { readonly property: string; readonly value: string }[]) {
  return properties.length === 0 ? {} : { customProperties: properties };
}

function logicalType(type: ColumnType) {
  switch (type.kind) {
    case 'int':
      return { logicalType: 'integer', logicalTypeOptions: { format: 'i32' } };
    case 'bigint':
      return { logicalType: 'integer', logicalTypeOptions: { format: 'i64' } };
    case 'double':
      return { logicalType: 'number', logicalTypeOptions: { format: 'f64' } };
    case 'decimal':
      return { logicalType: 'number' };
    default:
      return { logicalType: type.kind };
  }
}

function qualityOf(checks: readonly CheckIr[]) {
  if (checks.length === 0) return {};
  return {
    quality: checks.map((check) => ({
      name: check.kind,
      description: describeCheck(check, 'dataset'),
      severity: check.severity === 'WARN' ? 'warning' : 'error',
      ...metricOf(check),
    })),
  };
}

/** A rule as the standard's own metrics say it; what they do not have is SQL, or words. */
function metricOf(check: CheckIr) {
  const none = { type: 'library', mustBe: 0 };
  switch (check.kind) {
    case 'notNull':
      return { ...none, metric: 'nullValues' };
    case 'pattern':
      return { ...none, metric: 'invalidValues', arguments: { pattern: `^(?:${check.pattern})$` } };
    case 'values':
      return { ...none, metric: 'invalidValues', arguments: { validValues: check.values } };
    case 'unique':
      return { ...none, metric: 'duplicateValues', arguments: { properties: check.columns } };
    case 'range': {
      const outside = [
        ...(check.min === null ? [] : [`\${property} < ${check.min}`]),
        ...(check.max === null ? [] : [`\${property} > ${check.max}`]),
      ];
      return {
        type: 'sql',
        query: `SELECT COUNT(*) FROM \${object} WHERE ${outside.join(' OR ')}`,
        mustBe: 0,
      };
    }
    case 'rowCount':
      return { type: 'text' };
  }
}
