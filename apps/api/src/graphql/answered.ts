import type { DailyMetrics, DailyMetricsResolvers, Query, Scalars } from '@datahub/contract/graphql';

// A field that nobody answers is null, or an error in the middle of a request. These types make it an error of the type
// check, where the field has to be answered: the compiler of the contract knows of no resolver.

/** An object with every field that can be asked of it, all the way down: what is null says so. */
export type Whole<Type> = Type extends readonly (infer Item)[]
  ? Whole<Item>[]
  : Type extends object
    ? { [Field in keyof Type]-?: Whole<Type[Field]> }
    : Type;

/** Fields of `Query` that are made from a dataset: their answer is a page of rows. */
export type DatasetField = {
  [Field in keyof Query]-?: Query[Field] extends { rows: unknown; totalCount: unknown } ? Field : never;
}[keyof Query];

/** One page of a dataset, of which no row is known yet. */
export type PageField = keyof Query[DatasetField];

/** Scalars that GraphQL does not bring along. */
export type OwnScalar = Exclude<keyof Scalars, 'ID' | 'String' | 'Boolean' | 'Int' | 'Float'>;

/** What is known of a business day before anybody asks for a region. */
export type Day = Pick<DailyMetrics, 'run_date' | 'available_regions'>;

/** What is left for resolvers to answer. */
export type DayResolver = Exclude<keyof DailyMetricsResolvers, keyof Day | '__isTypeOf'>;
