import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day, `YYYY-MM-DD`. It has no zone. */
  Date: { input: string; output: string; }
  /** An instant, RFC 3339, in UTC. */
  DateTime: { input: string; output: string; }
  /** A whole number that JSON carries exactly: at most 2^53 - 1 either way. */
  SafeInt: { input: number; output: number; }
};

/** What changed in a dataset between two versions of its table. */
export type ChangeSet = {
  dataset: Scalars['String']['output'];
  /** All partitions are listed, not only the changed ones. */
  full: Scalars['Boolean']['output'];
  partitions: Array<PartitionChange>;
  /**
   * Names the table. Where it is not that of the answer before, the table was made anew: `since` means nothing then, and
   * `changes` is to be asked without it. Null where nothing was published.
   */
  tableId?: Maybe<Scalars['String']['output']>;
  /** The version that this answer describes; the `since` of the next question. */
  version: Scalars['SafeInt']['output'];
};

/** A column as the contract declares it. */
export type ColumnInfo = {
  aggregation?: Maybe<Scalars['String']['output']>;
  description?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  nullable: Scalars['Boolean']['output'];
  role: ColumnRole;
  /** Storage type, in words of Spark SQL: `string`, `bigint`, `decimal(28,4)`. */
  type: Scalars['String']['output'];
  unit?: Maybe<Scalars['String']['output']>;
};

export type ColumnRole =
  | 'DIMENSION'
  | 'MEASURE'
  | 'PARTITION';

export type Compatibility =
  /** It is older or narrower, and read without loss: a missing column that may be null as null, an int as bigint. */
  | 'ADAPTABLE'
  /** Its columns are those of the contract. */
  | 'COMPATIBLE'
  /** It cannot be read as what the contract says, and is not served. */
  | 'INCOMPATIBLE';

/** What happened on one business day. */
export type DailyMetrics = {
  /** Regions that have data on this day, in byte order. */
  available_regions: Array<Scalars['String']['output']>;
  /** One region of the day. Fails with `INVALID_ARGUMENT` and `extensions.availableRegions` where there is no such region. */
  metricsForRegion?: Maybe<Array<Metric>>;
  run_date: Scalars['String']['output'];
};


/** What happened on one business day. */
export type DailyMetricsMetricsForRegionArgs = {
  region: Scalars['String']['input'];
};

/** Columns of `daily_metrics` that rows can be grouped by. */
export type DailyMetricsDimension =
  | 'event_type'
  | 'region'
  | 'run_date';

/** Values that rows of `daily_metrics` may have; a column that is left out takes all. */
export type DailyMetricsFilter = {
  event_type?: InputMaybe<Array<Scalars['String']['input']>>;
  region?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** One page of rows of `daily_metrics`. */
export type DailyMetricsPage = {
  /** What `after` takes to ask for the next page. Null on the last. */
  endCursor?: Maybe<Scalars['String']['output']>;
  rows: Array<DailyMetricsRow>;
  /** Rows on all pages together. */
  totalCount: Scalars['SafeInt']['output'];
  /** Version of the table that the rows were read from. Null where nothing was published. */
  version?: Maybe<Scalars['SafeInt']['output']>;
};

/** A row of `daily_metrics`. A column that is not in `groupBy` is null. */
export type DailyMetricsRow = {
  /** Mean length of the sessions that were closed. */
  avg_session_duration?: Maybe<Scalars['Float']['output']>;
  /** Events that have a user. */
  event_count: Scalars['SafeInt']['output'];
  /** Kind of event. */
  event_type?: Maybe<Scalars['String']['output']>;
  region?: Maybe<Scalars['String']['output']>;
  /** All events, with a user or without. */
  row_count: Scalars['SafeInt']['output'];
  run_date?: Maybe<Scalars['Date']['output']>;
  /** Money taken, less money given back. */
  total_revenue?: Maybe<Scalars['Float']['output']>;
};

export type DatasetState =
  /** The newest version cannot be served; the last good one is. */
  | 'DEGRADED'
  /** Nothing was published yet. */
  | 'EMPTY'
  /** The newest version is served. */
  | 'READY';

/** Where a dataset stands. */
export type DatasetStatus = {
  columns: Array<ColumnInfo>;
  /** How the version that is served fits the contract. Null where nothing is. */
  compatibility?: Maybe<VersionVerdict>;
  /** Business days that have data. */
  days: Scalars['SafeInt']['output'];
  description?: Maybe<Scalars['String']['output']>;
  /** First business day that has data. */
  firstDate?: Maybe<Scalars['Date']['output']>;
  /** Last business day that has data. */
  lastDate?: Maybe<Scalars['Date']['output']>;
  /** Why the state is not READY, and what to do. */
  message?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  /**
   * How the newest version fits the contract, whether it is served or not. Null where nothing was published, or where it
   * could not be judged: a file is missing or damaged.
   */
  newest?: Maybe<VersionVerdict>;
  /** When that version was committed. */
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  rows: Scalars['SafeInt']['output'];
  /** The run that committed it. */
  runId?: Maybe<Scalars['String']['output']>;
  state: DatasetState;
  /** Hash of the stored columns and of how their figures are made. */
  storageHash: Scalars['String']['output'];
  /**
   * Names the table: a number of a version means nothing without it. It changes where the table was made anew. Null where
   * nothing is served.
   */
  tableId?: Maybe<Scalars['String']['output']>;
  /** Version of the table that is served. Null where nothing was published. */
  version?: Maybe<Scalars['SafeInt']['output']>;
};

/** Values between two, which are both inclusive; one that is left out leaves that end open. */
export type DateTimeRange = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Columns of `hourly_traffic` that rows can be grouped by. */
export type HourlyTrafficDimension =
  | 'hour'
  | 'run_date';

/** Values that rows of `hourly_traffic` may have; a column that is left out takes all. */
export type HourlyTrafficFilter = {
  hour?: InputMaybe<Array<Scalars['DateTime']['input']>>;
};

/** One page of rows of `hourly_traffic`. */
export type HourlyTrafficPage = {
  /** What `after` takes to ask for the next page. Null on the last. */
  endCursor?: Maybe<Scalars['String']['output']>;
  rows: Array<HourlyTrafficRow>;
  /** Rows on all pages together. */
  totalCount: Scalars['SafeInt']['output'];
  /** Version of the table that the rows were read from. Null where nothing was published. */
  version?: Maybe<Scalars['SafeInt']['output']>;
};

/** Ranges that values of `hourly_traffic` may lie in; a column that is left out takes all. */
export type HourlyTrafficRange = {
  hour?: InputMaybe<DateTimeRange>;
};

/** A row of `hourly_traffic`. A column that is not in `groupBy` is null. */
export type HourlyTrafficRow = {
  /** Mean length of the sessions that were closed. */
  avg_session_duration?: Maybe<Scalars['Float']['output']>;
  /** All events. */
  events: Scalars['SafeInt']['output'];
  /** When the hour begins. Null for events without a time. */
  hour?: Maybe<Scalars['DateTime']['output']>;
  /** Length of the longest session that was closed. */
  longest_session?: Maybe<Scalars['Int']['output']>;
  /** Purchases, as a part of all events. */
  purchase_rate?: Maybe<Scalars['Float']['output']>;
  /** Events that are a purchase. */
  purchases: Scalars['SafeInt']['output'];
  run_date?: Maybe<Scalars['Date']['output']>;
};

export type Hub = {
  datasets: Array<DatasetStatus>;
  /** Hash of everything that clients can ask: types, fields, arguments. */
  wireHash: Scalars['String']['output'];
};

/** What happened on one day in one region, by kind of event. */
export type Metric = {
  /** Mean length of the sessions that were closed. */
  avg_session_duration?: Maybe<Scalars['Float']['output']>;
  /** Events that have a user. */
  event_count: Scalars['SafeInt']['output'];
  /** Kind of event. */
  event_type: Scalars['String']['output'];
  /** All events, with a user or without. */
  row_count: Scalars['SafeInt']['output'];
  /** Money taken, less money given back. */
  total_revenue?: Maybe<Scalars['Float']['output']>;
};

export type PartitionChange = {
  /** Changes exactly when the partition's files do. */
  digest: Scalars['String']['output'];
  removed: Scalars['Boolean']['output'];
  rows: Scalars['SafeInt']['output'];
  /** In the order of the dataset's `partitionBy`. */
  values: Array<PartitionValue>;
};

export type PartitionValue = {
  key: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type Query = {
  /**
   * Partitions of a dataset, with digests. With `since`, those that differ from that table version; `full` says
   * that `since` is too old (or was not given) and all partitions are listed.
   */
  changes: ChangeSet;
  /**
   * Rows of `daily_metrics`, rolled up to `groupBy` (without it: as stored). Sums add up, a mean is made of its sum and
   * its count. Rows come in the order of the columns that they are grouped by.
   */
  dailyMetrics: DailyMetricsPage;
  /** Business days that have data, oldest first. An empty lake gives `[]`. */
  getAvailableDates?: Maybe<Array<Scalars['String']['output']>>;
  /** One business day. Fails with `DATA_NOT_FOUND` where nothing was published for it. */
  getMetrics?: Maybe<DailyMetrics>;
  /**
   * Rows of `hourly_traffic`, rolled up to `groupBy` (without it: as stored). Sums add up, a mean is made of its sum and
   * its count. Rows come in the order of the columns that they are grouped by.
   */
  hourlyTraffic: HourlyTrafficPage;
  /** State of the hub: the contract it serves, and how fresh each dataset is. */
  hub: Hub;
};


export type QueryChangesArgs = {
  dataset: Scalars['String']['input'];
  since?: InputMaybe<Scalars['SafeInt']['input']>;
};


export type QueryDailyMetricsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DailyMetricsFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  groupBy?: InputMaybe<Array<DailyMetricsDimension>>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


export type QueryGetMetricsArgs = {
  date: Scalars['String']['input'];
};


export type QueryHourlyTrafficArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<HourlyTrafficFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  groupBy?: InputMaybe<Array<HourlyTrafficDimension>>;
  range?: InputMaybe<HourlyTrafficRange>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** What happened in one hour, everywhere. */
export type Traffic = {
  /** Mean length of the sessions that were closed. */
  avg_session_duration?: Maybe<Scalars['Float']['output']>;
  /** All events. */
  events: Scalars['SafeInt']['output'];
  /** When the hour begins. Null for events without a time. */
  hour?: Maybe<Scalars['DateTime']['output']>;
  /** Length of the longest session that was closed. */
  longest_session?: Maybe<Scalars['Int']['output']>;
  /** Purchases, as a part of all events. */
  purchase_rate?: Maybe<Scalars['Float']['output']>;
  /** Events that are a purchase. */
  purchases: Scalars['SafeInt']['output'];
};

/** One thing in which a version and the contract differ. */
export type VersionReason = {
  /** How it is read all the same. Null where it cannot be. */
  adaptation?: Maybe<Scalars['String']['output']>;
  column: Scalars['String']['output'];
  /** What the contract says, in words of Spark SQL. */
  expected: Scalars['String']['output'];
  /** First data file in which it was found. Null where it is the schema in the table's log. */
  file?: Maybe<Scalars['String']['output']>;
  /** Data files in which it was found. */
  files: Scalars['SafeInt']['output'];
  found: Scalars['String']['output'];
};

/** How one version of a table fits the contract. */
export type VersionVerdict = {
  compatibility: Compatibility;
  /** What differs; empty where all is as it should be. */
  reasons: Array<VersionReason>;
  version: Scalars['SafeInt']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  ChangeSet: ResolverTypeWrapper<Partial<ChangeSet>>;
  ColumnInfo: ResolverTypeWrapper<Partial<ColumnInfo>>;
  ColumnRole: ResolverTypeWrapper<Partial<ColumnRole>>;
  Compatibility: ResolverTypeWrapper<Partial<Compatibility>>;
  DailyMetrics: ResolverTypeWrapper<Partial<DailyMetrics>>;
  DailyMetricsDimension: ResolverTypeWrapper<Partial<DailyMetricsDimension>>;
  DailyMetricsFilter: ResolverTypeWrapper<Partial<DailyMetricsFilter>>;
  DailyMetricsPage: ResolverTypeWrapper<Partial<DailyMetricsPage>>;
  DailyMetricsRow: ResolverTypeWrapper<Partial<DailyMetricsRow>>;
  DatasetState: ResolverTypeWrapper<Partial<DatasetState>>;
  DatasetStatus: ResolverTypeWrapper<Partial<DatasetStatus>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  DateTimeRange: ResolverTypeWrapper<Partial<DateTimeRange>>;
  Float: ResolverTypeWrapper<Partial<Scalars['Float']['output']>>;
  HourlyTrafficDimension: ResolverTypeWrapper<Partial<HourlyTrafficDimension>>;
  HourlyTrafficFilter: ResolverTypeWrapper<Partial<HourlyTrafficFilter>>;
  HourlyTrafficPage: ResolverTypeWrapper<Partial<HourlyTrafficPage>>;
  HourlyTrafficRange: ResolverTypeWrapper<Partial<HourlyTrafficRange>>;
  HourlyTrafficRow: ResolverTypeWrapper<Partial<HourlyTrafficRow>>;
  Hub: ResolverTypeWrapper<Partial<Hub>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Metric: ResolverTypeWrapper<Partial<Metric>>;
  PartitionChange: ResolverTypeWrapper<Partial<PartitionChange>>;
  PartitionValue: ResolverTypeWrapper<Partial<PartitionValue>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Partial<Scalars['SafeInt']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  Traffic: ResolverTypeWrapper<Partial<Traffic>>;
  VersionReason: ResolverTypeWrapper<Partial<VersionReason>>;
  VersionVerdict: ResolverTypeWrapper<Partial<VersionVerdict>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Boolean: Partial<Scalars['Boolean']['output']>;
  ChangeSet: Partial<ChangeSet>;
  ColumnInfo: Partial<ColumnInfo>;
  DailyMetrics: Partial<DailyMetrics>;
  DailyMetricsFilter: Partial<DailyMetricsFilter>;
  DailyMetricsPage: Partial<DailyMetricsPage>;
  DailyMetricsRow: Partial<DailyMetricsRow>;
  DatasetStatus: Partial<DatasetStatus>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  DateTimeRange: Partial<DateTimeRange>;
  Float: Partial<Scalars['Float']['output']>;
  HourlyTrafficFilter: Partial<HourlyTrafficFilter>;
  HourlyTrafficPage: Partial<HourlyTrafficPage>;
  HourlyTrafficRange: Partial<HourlyTrafficRange>;
  HourlyTrafficRow: Partial<HourlyTrafficRow>;
  Hub: Partial<Hub>;
  Int: Partial<Scalars['Int']['output']>;
  Metric: Partial<Metric>;
  PartitionChange: Partial<PartitionChange>;
  PartitionValue: Partial<PartitionValue>;
  Query: Record<PropertyKey, never>;
  SafeInt: Partial<Scalars['SafeInt']['output']>;
  String: Partial<Scalars['String']['output']>;
  Traffic: Partial<Traffic>;
  VersionReason: Partial<VersionReason>;
  VersionVerdict: Partial<VersionVerdict>;
};

export type ChangeSetResolvers<ContextType = any, ParentType extends ResolversParentTypes['ChangeSet'] = ResolversParentTypes['ChangeSet']> = {
  dataset?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  full?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  partitions?: Resolver<Array<ResolversTypes['PartitionChange']>, ParentType, ContextType>;
  tableId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type ColumnInfoResolvers<ContextType = any, ParentType extends ResolversParentTypes['ColumnInfo'] = ResolversParentTypes['ColumnInfo']> = {
  aggregation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nullable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ColumnRole'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DailyMetricsResolvers<ContextType = any, ParentType extends ResolversParentTypes['DailyMetrics'] = ResolversParentTypes['DailyMetrics']> = {
  available_regions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  metricsForRegion?: Resolver<Maybe<Array<ResolversTypes['Metric']>>, ParentType, ContextType, RequireFields<DailyMetricsMetricsForRegionArgs, 'region'>>;
  run_date?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DailyMetricsPageResolvers<ContextType = any, ParentType extends ResolversParentTypes['DailyMetricsPage'] = ResolversParentTypes['DailyMetricsPage']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['DailyMetricsRow']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type DailyMetricsRowResolvers<ContextType = any, ParentType extends ResolversParentTypes['DailyMetricsRow'] = ResolversParentTypes['DailyMetricsRow']> = {
  avg_session_duration?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  event_count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  event_type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  row_count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  run_date?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  total_revenue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type DatasetStatusResolvers<ContextType = any, ParentType extends ResolversParentTypes['DatasetStatus'] = ResolversParentTypes['DatasetStatus']> = {
  columns?: Resolver<Array<ResolversTypes['ColumnInfo']>, ParentType, ContextType>;
  compatibility?: Resolver<Maybe<ResolversTypes['VersionVerdict']>, ParentType, ContextType>;
  days?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  lastDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  newest?: Resolver<Maybe<ResolversTypes['VersionVerdict']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  runId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DatasetState'], ParentType, ContextType>;
  storageHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tableId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type HourlyTrafficPageResolvers<ContextType = any, ParentType extends ResolversParentTypes['HourlyTrafficPage'] = ResolversParentTypes['HourlyTrafficPage']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['HourlyTrafficRow']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type HourlyTrafficRowResolvers<ContextType = any, ParentType extends ResolversParentTypes['HourlyTrafficRow'] = ResolversParentTypes['HourlyTrafficRow']> = {
  avg_session_duration?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  events?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  hour?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  longest_session?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  purchase_rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  purchases?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  run_date?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type HubResolvers<ContextType = any, ParentType extends ResolversParentTypes['Hub'] = ResolversParentTypes['Hub']> = {
  datasets?: Resolver<Array<ResolversTypes['DatasetStatus']>, ParentType, ContextType>;
  wireHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MetricResolvers<ContextType = any, ParentType extends ResolversParentTypes['Metric'] = ResolversParentTypes['Metric']> = {
  avg_session_duration?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  event_count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  event_type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row_count?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  total_revenue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type PartitionChangeResolvers<ContextType = any, ParentType extends ResolversParentTypes['PartitionChange'] = ResolversParentTypes['PartitionChange']> = {
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  removed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['PartitionValue']>, ParentType, ContextType>;
};

export type PartitionValueResolvers<ContextType = any, ParentType extends ResolversParentTypes['PartitionValue'] = ResolversParentTypes['PartitionValue']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  changes?: Resolver<ResolversTypes['ChangeSet'], ParentType, ContextType, RequireFields<QueryChangesArgs, 'dataset'>>;
  dailyMetrics?: Resolver<ResolversTypes['DailyMetricsPage'], ParentType, ContextType, RequireFields<QueryDailyMetricsArgs, 'first'>>;
  getAvailableDates?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  getMetrics?: Resolver<Maybe<ResolversTypes['DailyMetrics']>, ParentType, ContextType, RequireFields<QueryGetMetricsArgs, 'date'>>;
  hourlyTraffic?: Resolver<ResolversTypes['HourlyTrafficPage'], ParentType, ContextType, RequireFields<QueryHourlyTrafficArgs, 'first'>>;
  hub?: Resolver<ResolversTypes['Hub'], ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type TrafficResolvers<ContextType = any, ParentType extends ResolversParentTypes['Traffic'] = ResolversParentTypes['Traffic']> = {
  avg_session_duration?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  events?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  hour?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  longest_session?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  purchase_rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  purchases?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type VersionReasonResolvers<ContextType = any, ParentType extends ResolversParentTypes['VersionReason'] = ResolversParentTypes['VersionReason']> = {
  adaptation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  column?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  files?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  found?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VersionVerdictResolvers<ContextType = any, ParentType extends ResolversParentTypes['VersionVerdict'] = ResolversParentTypes['VersionVerdict']> = {
  compatibility?: Resolver<ResolversTypes['Compatibility'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['VersionReason']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type Resolvers<ContextType = any> = {
  ChangeSet?: ChangeSetResolvers<ContextType>;
  ColumnInfo?: ColumnInfoResolvers<ContextType>;
  DailyMetrics?: DailyMetricsResolvers<ContextType>;
  DailyMetricsPage?: DailyMetricsPageResolvers<ContextType>;
  DailyMetricsRow?: DailyMetricsRowResolvers<ContextType>;
  DatasetStatus?: DatasetStatusResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  HourlyTrafficPage?: HourlyTrafficPageResolvers<ContextType>;
  HourlyTrafficRow?: HourlyTrafficRowResolvers<ContextType>;
  Hub?: HubResolvers<ContextType>;
  Metric?: MetricResolvers<ContextType>;
  PartitionChange?: PartitionChangeResolvers<ContextType>;
  PartitionValue?: PartitionValueResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Traffic?: TrafficResolvers<ContextType>;
  VersionReason?: VersionReasonResolvers<ContextType>;
  VersionVerdict?: VersionVerdictResolvers<ContextType>;
};

