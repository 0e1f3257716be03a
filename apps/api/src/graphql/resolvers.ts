import { changesQuery } from './changes-resolver.ts';
import { dailyMetricsFields, dailyMetricsQueries } from './daily-metrics-resolvers.ts';
import { datasetResolvers } from './dataset-resolvers.ts';
import { hubQuery } from './hub-resolvers.ts';
import { DateScalar, DateTime, SafeInt } from './scalars.ts';

/** Answers to everything in the served schema that is not plain data. */
export function createResolvers() {
  return {
    Query: { ...hubQuery, ...changesQuery, ...dailyMetricsQueries, ...datasetResolvers() },
    DailyMetrics: dailyMetricsFields,
    SafeInt,
    Date: DateScalar,
    DateTime,
  };
}
