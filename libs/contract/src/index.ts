// The contract: what every program of the hub shares. Light enough for a browser.
export { contract, type DatasetName, type SourceName } from './__generated__/contract.ts';
export type * as Rows from './__generated__/rows.ts';
export { duckdbType, sparkType, sqlTypeName } from './column-type.ts';
export { describeAggregation } from './describe-aggregation.ts';
export { CodedError, defineErrors, type ErrorFactory, type ErrorSpec, isCodedError } from './errors.ts';
export { columnOf, datasetOf, eventOf, figuresOf, sourceOf } from './find.ts';
export type {
  AccessIr,
  Aggregation,
  CheckIr,
  CheckRule,
  ColumnType,
  ContractIr,
  DatasetColumn,
  DatasetIr,
  DerivedIr,
  DimensionIr,
  EventIr,
  FieldIr,
  Grain,
  MeasureIr,
  SourceFormat,
  SourceIr,
  StoredColumn,
  SunsetIr,
} from './ir.ts';
export type { Manifest, ManifestFile } from './manifest.ts';
export { withoutSunsets } from './without-sunsets.ts';
