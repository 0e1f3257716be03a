import { chooseLead, figureValue } from './choose-lead.ts';
import { type Figure, figuresOfDataset } from './dataset.ts';
import { chooseVolume, partsOf } from './read-home.ts';
import { writeHeadline, writeLead } from './write-headline.ts';

/** What a day's page says, worked out of its query. */
export function readDay(data: Queries.DayQuery, figures: readonly Figure[] = figuresOfDataset()) {
  const day = data.dataHubMetricDay;
  if (!day) throw new Error('The day of this page is gone.');
  const lead = chooseLead(figures, day.total);
  const compared = data.comparison;
  const facts = {
    figure: lead,
    date: day.date,
    value: figureValue(day.total, lead),
    comparison: compared && { date: compared.date, value: figureValue(compared.total, lead) },
    parts: partsOf(lead, 'region', day.by_region, compared?.by_region ?? []),
  };
  return {
    figures,
    lead,
    volume: chooseVolume(figures, day.total),
    day,
    comparison: compared && { ...compared.total, date: compared.date },
    recent: data.recent.map((one) => ({ ...one.total, date: one.date })),
    headline: writeHeadline(facts),
    sentences: writeLead(facts),
  };
}
