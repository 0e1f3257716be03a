// What producers and readers of the tables need.
export { aggregateSql, quoteName, quoteText, rollUpSql } from './derive/duckdb-aggregate.ts';
export { manifestSchema } from './derive/manifest-schema.ts';
export { dataFields, type SparkField, type SparkStruct, tableSchema } from './derive/spark-schema.ts';
