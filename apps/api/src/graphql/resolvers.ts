import type { QueryResolvers, ResolversTypes } from '@datahub/contract/graphql';
import type { GraphQLScalarType } from 'graphql';
import type { OwnScalar } from './answered.ts';
import { changesQuery } from './changes-resolver.ts';
import { dailyMetricsFields, dailyMetricsQueries } from './daily-metrics-resolvers.ts';
import { datasetResolvers } from './dataset-resolvers.ts';
import { hubQuery } from './hub-resolvers.ts';
import { DateScalar, DateTime, SafeInt } from './scalars.ts';

/** One for each field of `Query` and for each scalar; none for a type that is not there. */
type Answers = { readonly Query: Readonly<Record<keyof QueryResolvers, unknown>> } & Readonly<
  Record<OwnScalar, GraphQLScalarType>
> &
  Partial<Record<keyof ResolversTypes, unknown>>;

/** Answers to everything in the served schema that is not plain data. */
export function createResolvers() {
  return {
    Query: { ...hubQuery, ...changesQuery, ...dailyMetricsQueries, ...datasetResolvers() },
    DailyMetrics: dailyMetricsFields,
    SafeInt,
    Date: DateScalar,
    DateTime,
  } satisfies Answers;
}
