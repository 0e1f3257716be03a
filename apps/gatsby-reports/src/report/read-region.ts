import { chooseComparison } from './choose-comparison.ts';
import { chooseLead, figureValue } from './choose-lead.ts';
import { type Figure, figuresOfDataset } from './dataset.ts';
import { chooseVolume, dated, partsOf } from './read-home.ts';
import { writeHeadline, writeLead } from './write-headline.ts';

/** What a region's page says, worked out of its query. */
export function readRegion(data: Queries.RegionQuery, figures: readonly Figure[] = figuresOfDataset()) {
  const region = data.dataHubMetricRegion;
  const days = dated(region?.by_run_date ?? []);
  const newest = days.at(-1);
  if (!region || !newest) throw new Error('The region of this page is gone.');
  const lead = chooseLead(figures, region.total);
  const comparedTo = chooseComparison(
    days.map((day) => day.date),
    newest.date,
  );
  const comparison = days.find((day) => day.date === comparedTo) ?? null;
  const kindsOn = (date: string | null) =>
    region.by_run_date_and_event_type.filter((row) => date !== null && row.date === date);
  const facts = {
    figure: lead,
    date: newest.date,
    value: figureValue(newest, lead),
    comparison: comparison && { date: comparison.date, value: figureValue(comparison, lead) },
    parts: partsOf(lead, 'event_type', kindsOn(newest.date), kindsOn(comparedTo)),
  };
  return {
    figures,
    lead,
    volume: chooseVolume(figures, region.total),
    region,
    days,
    newest,
    comparison,
    headline: writeHeadline(facts, region.name),
    sentences: writeLead(facts),
  };
}
