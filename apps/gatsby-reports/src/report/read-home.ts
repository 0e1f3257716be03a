import { chooseComparison } from './choose-comparison.ts';
import { chooseLead, type FigureRow, figureValue } from './choose-lead.ts';
import { type Figure, figuresOfDataset } from './dataset.ts';
import type { Part } from './find-mover.ts';
import { writeHeadline, writeLead } from './write-headline.ts';

type Overview = NonNullable<Queries.HomeQuery['dataHubMetricOverview']>;
type Dated<Row> = Row & { readonly date: string };

/** A row a day, oldest first. */
export function dated<Row extends { readonly date: string | null }>(rows: readonly Row[]): Dated<Row>[] {
  return rows
    .flatMap((row) => (row.date === null ? [] : [{ ...row, date: row.date }]))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** What the home page says, worked out of its query; null where nothing was published. */
export function readHome(overview: Overview | null, figures: readonly Figure[] = figuresOfDataset()) {
  const days = dated(overview?.by_run_date ?? []);
  const newest = days.at(-1);
  if (!overview || !newest) return null;
  const lead = chooseLead(figures, overview.total);
  const dates = days.map((day) => day.date);
  const comparedTo = chooseComparison(dates, newest.date);
  const comparison = days.find((day) => day.date === comparedTo) ?? null;
  const facts = {
    figure: lead,
    date: newest.date,
    value: figureValue(newest, lead),
    comparison: comparison && { date: comparison.date, value: figureValue(comparison, lead) },
    parts: partsOf(
      lead,
      'region',
      overview.by_run_date_and_region.filter((row) => row.date === newest.date),
      overview.by_run_date_and_region.filter((row) => row.date === comparedTo),
    ),
  };
  const span = (Date.parse(newest.date) - Date.parse(dates[0] ?? newest.date)) / 86_400_000 + 1;
  return {
    figures,
    lead,
    volume: chooseVolume(figures, overview.total),
    overview,
    days,
    newest,
    comparison,
    headline: writeHeadline(facts),
    sentences: writeLead(facts),
    kinds: overview.by_event_type.map((row) => row.event_type ?? '').sort(),
    missingDays: Math.round(span) - days.length,
    valueOfLead: (row: FigureRow) => figureValue(row, lead) ?? Number.NEGATIVE_INFINITY,
  };
}

/** The measure that tells kinds of event apart: a number of events, for few kinds have money in them. */
export function chooseVolume(figures: readonly Figure[], total: FigureRow | null): Figure {
  return figures.find((figure) => figure.unit === null && figure.adds) ?? chooseLead(figures, total);
}

/** A measure by region or kind on two days; who is on one of them alone has no value on the other. */
export function partsOf(
  figure: Figure,
  by: string,
  now: readonly FigureRow[],
  before: readonly FigureRow[],
): Part[] {
  const values = (rows: readonly FigureRow[]) =>
    new Map(rows.map((row) => [String(row[by]), figureValue(row, figure)]));
  const [nowBy, beforeBy] = [values(now), values(before)];
  return [...new Set([...nowBy.keys(), ...beforeBy.keys()])].map((name) => ({
    name,
    value: nowBy.get(name) ?? null,
    before: beforeBy.get(name) ?? null,
  }));
}
