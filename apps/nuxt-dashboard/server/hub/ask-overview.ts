import { contract } from '@datahub/contract';
import { shiftDay } from '../../shared/calendar.ts';
import { DATASET, type GroupColumn, groupOf, type Row, shown } from '../../shared/dataset.ts';
import type { DatasetStatus, Figures, Frame, Overview, RollUps } from '../../shared/overview.ts';
import { type Period, type Periods, resolvePeriods } from '../../shared/period.ts';
import type { Selection } from '../../shared/view-state.ts';
import { dashboardError } from '../errors.ts';
import type { Hub } from './connect-hub.ts';
import { readRows } from './read-rows.ts';

/** How often it is tried to read all figures from one version of the table. */
const TRIES = 3;

/** Everything that the page shows, of one version of the table. Throws a coded error where the API does not answer. */
export async function askOverview(hub: Hub, chosen: Selection, now: () => Date): Promise<Overview> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const overview = await askOnce(hub, chosen, now().toISOString());
    if (overview !== null) return overview;
  }
  throw dashboardError('DASHBOARD_VERSION_MOVED', { times: TRIES });
}

/** Null where the table changed between two questions: a picture of two versions is none. */
async function askOnce(hub: Hub, chosen: Selection, askedAt: string): Promise<Overview | null> {
  const { hub: served, dates } = await hub.status();
  const status = served.datasets.find((dataset) => dataset.name === DATASET);
  if (!status) throw dashboardError('DASHBOARD_DATASET_MISSING', { dataset: DATASET });
  const reader = readVersion(hub, status);

  const [regions, kinds] = await Promise.all([
    reader.rows([shown.region]).then(namesOf(shown.region)),
    reader.rows([shown.kind]).then(namesOf(shown.kind)),
  ]);
  const sameContract = served.wireHash === contract.wireHash;
  const frame: Frame = { status, sameContract, dates: dates ?? [], regions, kinds };
  const newest = frame.dates.at(-1);
  if (newest === undefined) return reader.moved() ? null : { kind: 'empty', askedAt, frame };
  const date = chosen.date ?? newest;
  if (!frame.dates.includes(date)) return { kind: 'unknown-date', askedAt, frame, asked: date };
  if (chosen.region !== null && !regions.includes(chosen.region)) {
    return { kind: 'unknown-region', askedAt, frame, asked: chosen.region };
  }
  const periods = resolvePeriods(date, chosen.span, chosen.compare, frame.dates);
  const figures = await askFigures(reader, date, chosen.region, periods);
  return reader.moved() ? null : { kind: 'figures', askedAt, frame, chosen, figures };
}

interface Reader {
  /** Rolled up by the API to `groupBy`; of one region, or of all. */
  rows(groupBy: GroupColumn[], period?: Period, region?: string | null): Promise<readonly Row[]>;
  /** True once an answer came of another version than the status. */
  moved(): boolean;
}

function readVersion(hub: Hub, status: DatasetStatus): Reader {
  const versions = new Set<number | null>([status.version]);
  return {
    async rows(groupBy, period, region = null) {
      const filter = region === null ? null : { [shown.region]: [region] };
      const answer = await readRows(hub, { from: period?.from, to: period?.to, filter, groupBy });
      for (const version of answer.versions) versions.add(version);
      return answer.rows;
    },
    moved: () => versions.size > 1,
  };
}

async function askFigures(
  reader: Reader,
  date: string,
  region: string | null,
  periods: Periods,
): Promise<Figures> {
  const { period, chart, comparison } = periods;
  const shifted = comparison && {
    from: shiftDay(chart.from, -comparison.shift),
    to: shiftDay(chart.to, -comparison.shift),
  };
  const [now, before, daily, dailyBefore, dailyByKind] = await Promise.all([
    askRollUps(reader, period, region),
    comparison && askRollUps(reader, comparison, region),
    reader.rows([shown.day], chart, region),
    shifted ? reader.rows([shown.day], shifted, region) : [],
    reader.rows([shown.day, shown.kind], chart, region),
  ]);
  return { ...periods, date, now, before, daily, dailyBefore, dailyByKind };
}

async function askRollUps(reader: Reader, period: Period, region: string | null): Promise<RollUps> {
  const [byKind, byRegion, total, totalOfRegions] = await Promise.all([
    reader.rows([shown.kind], period, region),
    reader.rows([shown.region], period),
    reader.rows([], period, region),
    region === null ? null : reader.rows([], period),
  ]);
  // Over nothing at all an aggregation still has one row, of zeros; what is not known is not zero.
  const known = (rows: readonly Row[], groups: readonly Row[]) =>
    groups.length === 0 ? null : (rows[0] ?? null);
  return {
    total: known(total, byKind),
    totalOfRegions: known(totalOfRegions ?? total, byRegion),
    byKind,
    byRegion,
  };
}

function namesOf(column: GroupColumn): (rows: readonly Row[]) => string[] {
  return (rows) => rows.map((row) => groupOf(row, column));
}
