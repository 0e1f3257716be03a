import { SCHEMA_FOLDER } from '../../contract-check/read-revision.ts';
import type { BreakingChange, Edit } from './compare-with-reality.ts';

const inApi = (from: string, to: string): Edit => ({ file: `${SCHEMA_FOLDER}/api.graphql`, from, to });
const inDashboard = (from: string, to: string): Edit => ({
  file: 'apps/nuxt-dashboard/server/graphql/hub.graphql',
  from,
  to,
});
const inStatus = (from: string, to: string): Edit => ({
  file: 'libs/gatsby-source-datahub/src/read/status.graphql',
  from,
  to,
});
const inPartitions = (from: string, to: string): Edit => ({
  file: 'libs/gatsby-source-datahub/src/read/partitions.graphql',
  from,
  to,
});

/** Ten changes that break somebody, each in another way; and how a person would mend the operations. */
export const breakingChanges: readonly BreakingChange[] = [
  {
    name: 'a field is removed',
    edits: [inApi('  "Last business day that has data."\n  lastDate: Date\n', '')],
    mends: [inDashboard('      lastDate\n', ''), inStatus('      lastDate\n', '')],
  },
  {
    name: 'a query is renamed',
    edits: [inApi('getAvailableDates: [String!]', 'getDates: [String!]')],
    mends: [inDashboard('  dates: getAvailableDates\n', '')],
  },
  {
    name: 'an argument is renamed',
    edits: [inApi('changes(dataset: String!', 'changes(name: String!')],
    mends: [
      inPartitions('($dataset: String!)', '($name: String!)'),
      inPartitions('(dataset: $dataset)', '(name: $name)'),
    ],
  },
  {
    name: 'an argument has another type',
    edits: [inApi('changes(dataset: String!', 'changes(dataset: Int!')],
    mends: [inPartitions('$dataset: String!', '$dataset: Int!')],
  },
  {
    name: 'an argument is required',
    edits: [inApi('  hub: Hub!', '  hub(of: String!): Hub!')],
    mends: [
      inDashboard('query HubStatus {\n  hub {', 'query HubStatus($of: String!) {\n  hub(of: $of) {'),
      inDashboard('query HubVersion {\n  hub {', 'query HubVersion($of: String!) {\n  hub(of: $of) {'),
      inStatus('query DataHubStatus {\n  hub {', 'query DataHubStatus($of: String!) {\n  hub(of: $of) {'),
    ],
  },
  {
    name: 'a value of an enum is removed',
    edits: [inApi('\n  "The newest version cannot be served; the last good one is."\n  DEGRADED\n', '')],
    mends: [],
  },
  {
    name: 'a field may be null',
    edits: [inApi('  digest: String!', '  digest: String')],
    mends: [],
  },
  {
    name: 'a column is removed',
    edits: [
      {
        file: `${SCHEMA_FOLDER}/datasets/daily_metrics.graphql`,
        from: '  "Money taken, less money given back."\n  total_revenue: Float @column(unit: "USD") @measure(agg: SUM, of: "revenue_usd")\n',
        to: '',
      },
    ],
    mends: [],
  },
  {
    name: 'a field of raw records is renamed',
    edits: [
      {
        file: `${SCHEMA_FOLDER}/sources/online-retail.graphql`,
        from: '  Country: String!',
        to: '  Land: String!',
      },
    ],
    mends: [],
  },
  {
    name: 'a field comes to the event that a source does not give',
    edits: [
      {
        file: `${SCHEMA_FOLDER}/datasets/event.graphql`,
        from: '  "Where the event counts."\n',
        to: '  "How the event came in."\n  channel: String\n\n  "Where the event counts."\n',
      },
    ],
    mends: [],
  },
];
