// What producers and readers of the tables need.
export {
  aggregateSql,
  cutSql,
  derivedSql,
  meanSql,
  quoteName,
  quoteText,
  rollUpSql,
} from './derive/duckdb-aggregate.ts';
export { refusedEventsSql } from './derive/duckdb-event-rules.ts';
export { manifestSchema } from './derive/manifest-schema.ts';
export {
  type EventRules,
  eventRules,
  type ParsedField,
  type ParserPlan,
  parserPlan,
} from './derive/parser-plan.ts';
export { dataFields, type SparkField, type SparkStruct, tableSchema } from './derive/spark-schema.ts';
