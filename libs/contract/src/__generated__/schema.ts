// Generated from libs/contract/schema by `npm run codegen`. Do not edit.
/** What clients can ask, as SDL. */
export const typeDefs = `"A whole number that JSON carries exactly: at most 2^53 - 1 either way."
scalar SafeInt

"A calendar day, \`YYYY-MM-DD\`. It has no zone."
scalar Date

"An instant, RFC 3339, in UTC."
scalar DateTime

type Query {
  "Business days that have data, oldest first. An empty lake gives \`[]\`."
  getAvailableDates: [String!]
  "One business day. Fails with \`DATA_NOT_FOUND\` where nothing was published for it."
  getMetrics(date: String!): DailyMetrics
  "State of the hub: the contract it serves, and how fresh each dataset is."
  hub: Hub!
  """
  Partitions of a dataset, with digests. With \`since\`, those that differ from that table version; \`full\` says
  that \`since\` is too old (or was not given) and all partitions are listed.
  """
  changes(dataset: String!, since: SafeInt): ChangeSet!
  """
  Rows of \`daily_metrics\`, rolled up to \`groupBy\` (without it: as stored). Sums add up, a mean is made of its sum and
  its count. Rows come in the order of the columns that they are grouped by.
  """
  dailyMetrics(
    "First business day, inclusive."
    from: Date
    "Last business day, inclusive."
    to: Date
    "Rows that have one of the given values, in every column that is given."
    filter: DailyMetricsFilter
    "Columns to keep apart. An empty list gives one row over everything."
    groupBy: [DailyMetricsDimension!]
    "Rows a page: 1 to 10000."
    first: Int = 1000
    "The \`endCursor\` of the page before."
    after: String
  ): DailyMetricsPage!
  """
  Rows of \`hourly_traffic\`, rolled up to \`groupBy\` (without it: as stored). Sums add up, a mean is made of its sum and
  its count. Rows come in the order of the columns that they are grouped by.
  """
  hourlyTraffic(
    "First business day, inclusive."
    from: Date
    "Last business day, inclusive."
    to: Date
    "Rows that have one of the given values, in every column that is given."
    filter: HourlyTrafficFilter
    "Rows whose values lie in the given ranges, in every column that is given."
    range: HourlyTrafficRange
    "Columns to keep apart. An empty list gives one row over everything."
    groupBy: [HourlyTrafficDimension!]
    "Rows a page: 1 to 10000."
    first: Int = 1000
    "The \`endCursor\` of the page before."
    after: String
  ): HourlyTrafficPage!
}

"What happened on one business day."
type DailyMetrics {
  run_date: String!
  "Regions that have data on this day, in byte order."
  available_regions: [String!]!
  "One region of the day. Fails with \`INVALID_ARGUMENT\` and \`extensions.availableRegions\` where there is no such region."
  metricsForRegion(region: String!): [Metric!]
}

type Hub {
  "Hash of everything that clients can ask: types, fields, arguments."
  wireHash: String!
  datasets: [DatasetStatus!]!
}

"Where a dataset stands."
type DatasetStatus {
  name: String!
  description: String
  state: DatasetState!
  "Why the state is not READY, and what to do."
  message: String
  "Version of the table that is served. Null where nothing was published."
  version: SafeInt
  """
  Names the table: a number of a version means nothing without it. It changes where the table was made anew. Null where
  nothing is served.
  """
  tableId: String
  "How the version that is served fits the contract. Null where nothing is."
  compatibility: VersionVerdict
  """
  How the newest version fits the contract, whether it is served or not. Null where nothing was published, or where it
  could not be judged: a file is missing or damaged.
  """
  newest: VersionVerdict
  "When that version was committed."
  publishedAt: DateTime
  "The run that committed it."
  runId: String
  "First business day that has data."
  firstDate: Date
  "Last business day that has data."
  lastDate: Date
  "Business days that have data."
  days: SafeInt!
  rows: SafeInt!
  "Hash of the stored columns and of how their figures are made."
  storageHash: String!
  columns: [ColumnInfo!]!
}

enum DatasetState {
  "The newest version is served."
  READY
  "Nothing was published yet."
  EMPTY
  "The newest version cannot be served; the last good one is."
  DEGRADED
}

"How one version of a table fits the contract."
type VersionVerdict {
  version: SafeInt!
  compatibility: Compatibility!
  "What differs; empty where all is as it should be."
  reasons: [VersionReason!]!
}

enum Compatibility {
  "Its columns are those of the contract."
  COMPATIBLE
  "It is older or narrower, and read without loss: a missing column that may be null as null, an int as bigint."
  ADAPTABLE
  "It cannot be read as what the contract says, and is not served."
  INCOMPATIBLE
}

"One thing in which a version and the contract differ."
type VersionReason {
  column: String!
  "What the contract says, in words of Spark SQL."
  expected: String!
  found: String!
  "How it is read all the same. Null where it cannot be."
  adaptation: String
  "First data file in which it was found. Null where it is the schema in the table's log."
  file: String
  "Data files in which it was found."
  files: SafeInt!
}

"A column as the contract declares it."
type ColumnInfo {
  name: String!
  role: ColumnRole!
  "Storage type, in words of Spark SQL: \`string\`, \`bigint\`, \`decimal(28,4)\`."
  type: String!
  nullable: Boolean!
  unit: String
  aggregation: String
  description: String
}

enum ColumnRole {
  PARTITION
  DIMENSION
  MEASURE
}

"What changed in a dataset between two versions of its table."
type ChangeSet {
  dataset: String!
  """
  Names the table. Where it is not that of the answer before, the table was made anew: \`since\` means nothing then, and
  \`changes\` is to be asked without it. Null where nothing was published.
  """
  tableId: String
  "The version that this answer describes; the \`since\` of the next question."
  version: SafeInt!
  "All partitions are listed, not only the changed ones."
  full: Boolean!
  partitions: [PartitionChange!]!
}

type PartitionChange {
  "In the order of the dataset's \`partitionBy\`."
  values: [PartitionValue!]!
  "Changes exactly when the partition's files do."
  digest: String!
  rows: SafeInt!
  removed: Boolean!
}

type PartitionValue {
  key: String!
  value: String!
}

"What happened on one day in one region, by kind of event."
type Metric {
  "Kind of event."
  event_type: String!
  "Events that have a user."
  event_count: SafeInt!
  "All events, with a user or without."
  row_count: SafeInt!
  "Mean length of the sessions that were closed."
  avg_session_duration: Float
  "Money taken, less money given back."
  total_revenue: Float
}

"What happened in one hour, everywhere."
type Traffic {
  "When the hour begins. Null for events without a time."
  hour: DateTime
  "All events."
  events: SafeInt!
  "Events that are a purchase."
  purchases: SafeInt!
  "Mean length of the sessions that were closed."
  avg_session_duration: Float
  "Length of the longest session that was closed."
  longest_session: Int
  "Purchases, as a part of all events."
  purchase_rate: Float
}

"Columns of \`daily_metrics\` that rows can be grouped by."
enum DailyMetricsDimension {
  run_date
  region
  event_type
}

"Values that rows of \`daily_metrics\` may have; a column that is left out takes all."
input DailyMetricsFilter {
  region: [String!]
  event_type: [String!]
}

"One page of rows of \`daily_metrics\`."
type DailyMetricsPage {
  rows: [DailyMetricsRow!]!
  "Rows on all pages together."
  totalCount: SafeInt!
  "What \`after\` takes to ask for the next page. Null on the last."
  endCursor: String
  "Version of the table that the rows were read from. Null where nothing was published."
  version: SafeInt
}

"A row of \`daily_metrics\`. A column that is not in \`groupBy\` is null."
type DailyMetricsRow {
  run_date: Date
  region: String
  "Kind of event."
  event_type: String
  "Events that have a user."
  event_count: SafeInt!
  "All events, with a user or without."
  row_count: SafeInt!
  "Mean length of the sessions that were closed."
  avg_session_duration: Float
  "Money taken, less money given back."
  total_revenue: Float
}

"Columns of \`hourly_traffic\` that rows can be grouped by."
enum HourlyTrafficDimension {
  run_date
  hour
}

"Values that rows of \`hourly_traffic\` may have; a column that is left out takes all."
input HourlyTrafficFilter {
  hour: [DateTime!]
}

"Ranges that values of \`hourly_traffic\` may lie in; a column that is left out takes all."
input HourlyTrafficRange {
  hour: DateTimeRange
}

"One page of rows of \`hourly_traffic\`."
type HourlyTrafficPage {
  rows: [HourlyTrafficRow!]!
  "Rows on all pages together."
  totalCount: SafeInt!
  "What \`after\` takes to ask for the next page. Null on the last."
  endCursor: String
  "Version of the table that the rows were read from. Null where nothing was published."
  version: SafeInt
}

"A row of \`hourly_traffic\`. A column that is not in \`groupBy\` is null."
type HourlyTrafficRow {
  run_date: Date
  "When the hour begins. Null for events without a time."
  hour: DateTime
  "All events."
  events: SafeInt!
  "Events that are a purchase."
  purchases: SafeInt!
  "Mean length of the sessions that were closed."
  avg_session_duration: Float
  "Length of the longest session that was closed."
  longest_session: Int
  "Purchases, as a part of all events."
  purchase_rate: Float
}

"Values between two, which are both inclusive; one that is left out leaves that end open."
input DateTimeRange {
  from: DateTime
  to: DateTime
}`;
