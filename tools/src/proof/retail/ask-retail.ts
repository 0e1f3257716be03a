import { FACTS } from './facts.ts';

/** Name, what the API answers, what is known. */
export type Answer = readonly [name: string, found: unknown, expected: unknown];

interface Row {
  readonly region: string | null;
  readonly event_type: string | null;
  readonly event_count: number;
  readonly row_count: number;
  readonly total_revenue: number;
}

const QUERY = `query Retail {
  dates: getAvailableDates
  all: dailyMetrics(groupBy: []) { rows { event_count row_count total_revenue } }
  byRegion: dailyMetrics(groupBy: [region]) { rows { region total_revenue } }
  byType: dailyMetrics(groupBy: [event_type]) { rows { event_type row_count } }
}`;

/** Asks the API what is known of the data set. */
export async function askRetail(graphqlUrl: string): Promise<Answer[]> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  });
  const { data, errors } = (await response.json()) as {
    data: { dates: string[] } & Record<'all' | 'byRegion' | 'byType', { rows: Row[] }>;
    errors?: unknown;
  };
  if (errors) throw new Error(JSON.stringify(errors));
  const [all] = data.all.rows;
  const revenueOf = (region: string) =>
    data.byRegion.rows.find((row) => row.region === region)?.total_revenue;
  return [
    ['days served', data.dates.length, FACTS.days],
    ['regions', data.byRegion.rows.length, FACTS.countries],
    ['rows', all?.row_count, FACTS.rows],
    ['rows with a user', all?.event_count, FACTS.rowsWithUser],
    ['revenue', all?.total_revenue, FACTS.revenue],
    ...Object.entries(FACTS.revenueOf).map(
      ([region, revenue]): Answer => [`revenue, ${region}`, revenueOf(region), revenue],
    ),
    [
      'rows by kind',
      Object.fromEntries(data.byType.rows.map((row) => [row.event_type, row.row_count])),
      FACTS.byKind,
    ],
  ];
}
