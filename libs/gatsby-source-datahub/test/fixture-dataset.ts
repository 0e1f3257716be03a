import type { DatasetIr } from '@datahub/contract';
import { parse } from 'graphql';
import type { RowDocument } from '../src/read/read-rows.ts';

/** A dataset that is partitioned by the business day alone, as the contract's compiler would give it. */
export const dailyTotals: DatasetIr = {
  name: 'daily_totals',
  typeName: 'Total',
  fieldName: 'dailyTotals',
  event: 'Event',
  zone: 'UTC',
  sql: null,
  sqlFile: null,
  description: 'What happened on one day, everywhere.',
  partitionBy: ['run_date'],
  columns: [
    {
      role: 'dimension',
      name: 'event_type',
      of: 'event_type',
      grain: null,
      type: { kind: 'string' },
      nullable: false,
      unit: null,
      description: 'Says "what".\nIn two lines.',
      checks: [],
    },
    {
      role: 'measure',
      name: 'row_count',
      agg: 'COUNT',
      of: null,
      where: null,
      parts: null,
      type: { kind: 'bigint' },
      nullable: false,
      unit: null,
      description: null,
      checks: [],
    },
    {
      role: 'derived',
      name: 'avg_session_duration',
      expr: 'a / b',
      type: { kind: 'double' },
      nullable: true,
      unit: 's',
      description: null,
      checks: [],
    },
  ],
  stored: [],
  checks: [],
  storageHash: 'b'.repeat(64),
};

/** The generic field of that dataset, to be added to the served SDL. */
export const dailyTotalsSdl = `
extend type Query {
  dailyTotals(from: Date, to: Date, filter: DailyTotalsFilter, groupBy: [DailyTotalsDimension!], first: Int = 1000, after: String): DailyTotalsPage!
}
enum DailyTotalsDimension { run_date event_type }
input DailyTotalsFilter { event_type: [String!] }
type DailyTotalsPage { rows: [DailyTotalsRow!]! totalCount: SafeInt! endCursor: String version: SafeInt }
type DailyTotalsRow { run_date: Date event_type: String row_count: SafeInt! avg_session_duration: Float }
`;

export const dailyTotalsDocument = parse(`
query DailyTotalsRows($from: Date, $to: Date, $filter: DailyTotalsFilter, $groupBy: [DailyTotalsDimension!], $first: Int, $after: String) {
  page: dailyTotals(from: $from, to: $to, filter: $filter, groupBy: $groupBy, first: $first, after: $after) {
    rows { run_date event_type row_count avg_session_duration }
    totalCount
    endCursor
    version
  }
}
`) as RowDocument;
