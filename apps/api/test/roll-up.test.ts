import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './start-api.ts';
import { createLake, row, type StoredRow, type TestLake } from './write-lake.ts';

const GROUPS = ['run_date', 'region', 'event_type'] as const;
type Group = (typeof GROUPS)[number];

let lake: TestLake;
let api: TestApi;

beforeAll(async () => {
  lake = await createLake();
  api = await startApi(lake.url, { pollMs: 50 });
});

afterAll(async () => {
  await api?.close();
  await lake?.remove();
});

const DAYS = ['2024-02-28', '2024-02-29', '2024-03-01'];
const REGIONS = ['us-west', 'EIRE/ie', '0012', '🌍', 'ﬀ'];
const EVENTS = ['login', 'purchase', 'Zoom', 'ärger'];

const rowsOfLake = fc.uniqueArray(
  fc
    .record({
      run_date: fc.constantFrom(...DAYS),
      region: fc.constantFrom(...REGIONS),
      event_type: fc.constantFrom(...EVENTS),
      event_count: fc.bigInt(0n, 1n << 45n),
      row_count: fc.bigInt(1n, 1n << 45n),
      avg_session_duration__count: fc.bigInt(0n, 1000n),
      avg_session_duration__sum: fc.bigInt(0n, 1n << 40n),
      cents: fc.option(fc.bigInt(-(10n ** 12n), 10n ** 12n)),
    })
    .map(({ cents, avg_session_duration__sum: sum, ...values }) =>
      row({
        ...values,
        avg_session_duration__sum: values.avg_session_duration__count === 0n ? null : sum,
        total_revenue: cents === null ? null : decimal(cents),
      }),
    ),
  { minLength: 1, maxLength: 40, selector: (r) => JSON.stringify([r.run_date, r.region, r.event_type]) },
);

describe('rows of a dataset', () => {
  it('are, grouped by any columns, what one gets by hand; and pages together are the whole', async () => {
    const property = fc.asyncProperty(
      rowsOfLake,
      fc.shuffledSubarray([...GROUPS]),
      fc.integer({ min: 1, max: 7 }),
      async (rows, groupBy, first) => {
        const version = await lake.publish(rows, { days: DAYS });
        await api.waitFor(async () => (await statusOf(api)).version === version);
        const expected = rollUp(rows, groupBy);
        const pages = await readPages(api, { groupBy, first });
        expect(pages.rows).toEqual(expected);
        expect(pages.totals).toEqual(pages.sizes.map(() => expected.length));
        expect(pages.sizes.slice(0, -1).every((size) => size === first)).toBe(true);
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  it('are those of the range and of the filter', async () => {
    const rows = DAYS.flatMap((run_date) =>
      REGIONS.flatMap((region) =>
        EVENTS.map((event_type) => row({ run_date, region, event_type, event_count: 1n, row_count: 2n })),
      ),
    );
    const version = await lake.publish(rows, { days: DAYS });
    await api.waitFor(async () => (await statusOf(api)).version === version);
    const only = (condition: (r: StoredRow) => boolean) => rollUp(rows.filter(condition), [...GROUPS]);
    for (const [args, condition] of [
      [{ from: '2024-02-29' }, (r) => r.run_date >= '2024-02-29'],
      [{ to: '2024-02-29' }, (r) => r.run_date <= '2024-02-29'],
      [{ from: '2024-02-29', to: '2024-02-29' }, (r) => r.run_date === '2024-02-29'],
      [{ filter: { region: ['EIRE/ie', '12'] } }, (r) => r.region === 'EIRE/ie'],
      [
        { from: '2024-03-01', filter: { region: ['🌍', '0012'], event_type: ['ärger'] } },
        (r) => r.run_date === '2024-03-01' && ['🌍', '0012'].includes(r.region) && r.event_type === 'ärger',
      ],
      [{ filter: { event_type: [] } }, () => false],
      [{ filter: { event_type: ["' OR 1=1 --"] } }, () => false],
      [{ filter: { event_type: null } }, () => true],
    ] satisfies [object, (r: StoredRow) => boolean][]) {
      for (const first of [3, 25, 1000]) {
        const pages = await readPages(api, { ...args, first });
        expect(pages.rows).toEqual(only(condition));
      }
    }
  });

  it('are one row over everything, or none over nothing, for an empty list of groups', async () => {
    const whole = await readPages(api, { groupBy: [], first: 10 });
    expect(whole.rows).toEqual([
      {
        run_date: null,
        region: null,
        event_type: null,
        event_count: 60,
        row_count: 120,
        avg_session_duration: null,
        total_revenue: null,
      },
    ]);
    const nothing = await readPages(api, { groupBy: [], from: '2030-01-01', first: 10 });
    expect([nothing.rows, nothing.totals]).toEqual([[], [0]]);
  });
});

interface Question {
  readonly groupBy?: readonly Group[];
  readonly first: number;
}

async function readPages(from: TestApi, question: Question & Readonly<Record<string, unknown>>) {
  const rows: unknown[] = [];
  const sizes: number[] = [];
  const totals: number[] = [];
  let after: string | null = null;
  do {
    const answer = await from.ask(
      `query Page($from: Date, $to: Date, $filter: DailyMetricsFilter, $groupBy: [DailyMetricsDimension!], $first: Int, $after: String) {
        dailyMetrics(from: $from, to: $to, filter: $filter, groupBy: $groupBy, first: $first, after: $after) {
          rows { run_date region event_type event_count row_count avg_session_duration total_revenue }
          totalCount endCursor
        }
      }`,
      { ...question, after },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    const page = answer.data.dailyMetrics;
    rows.push(...page.rows);
    sizes.push(page.rows.length);
    totals.push(page.totalCount);
    after = page.endCursor;
  } while (after !== null);
  return { rows, sizes, totals };
}

async function statusOf(from: TestApi) {
  const answer = await from.ask('{ hub { datasets { version state message } } }');
  return answer.data.hub.datasets[0];
}

/** By hand: integers add up exactly, decimals in their smallest unit, and a mean is all seconds over all sessions. */
function rollUp(rows: readonly StoredRow[], groupBy: readonly Group[]) {
  const groups = new Map<string, StoredRow[]>();
  for (const r of rows) {
    const key = JSON.stringify(groupBy.map((column) => r[column]));
    groups.set(key, [...(groups.get(key) ?? []), r]);
  }
  return [...groups.values()]
    .map((group) => {
      const first = group[0] as StoredRow;
      const count = sum(group.map((r) => r.avg_session_duration__count));
      const seconds = sum(group.map((r) => r.avg_session_duration__sum ?? 0n));
      const revenue = group.flatMap((r) => (r.total_revenue === null ? [] : [units(r.total_revenue)]));
      const key = (column: Group) => (groupBy.includes(column) ? first[column] : null);
      return {
        run_date: key('run_date'),
        region: key('region'),
        event_type: key('event_type'),
        event_count: Number(sum(group.map((r) => r.event_count))),
        row_count: Number(sum(group.map((r) => r.row_count))),
        avg_session_duration: count === 0n ? null : Number(seconds) / Number(count),
        total_revenue: revenue.length === 0 ? null : Number(decimal(sum(revenue))),
      };
    })
    .sort((a, b) => {
      for (const column of groupBy) {
        const order = Buffer.compare(Buffer.from(a[column] ?? ''), Buffer.from(b[column] ?? ''));
        if (order !== 0) return order;
      }
      return 0;
    });
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

/** Ten-thousandths as text with a point. */
function decimal(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(5, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

function units(text: string): bigint {
  return BigInt(text.replace('.', ''));
}
