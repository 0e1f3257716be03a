// The shapes that were promised before there was a contract: the one place where a dataset is named.
import type { DatasetName, Rows } from '@datahub/contract';
import type { DailyMetricsResolvers, Metric, QueryResolvers } from '@datahub/contract/graphql';
import { clientError, invalidArgument } from '../errors.ts';
import { allGroups } from '../query/plan-rows.ts';
import { readRows } from '../query/read-rows.ts';
import type { Dataset } from '../serving/follow-dataset.ts';
import type { Reading } from '../serving/open-reading.ts';
import type { ServedVersion } from '../serving/served-version.ts';
import type { Day, DayResolver } from './answered.ts';
import type { RequestContext } from './request-context.ts';

const DATASET: DatasetName = 'daily_metrics';
const REGION: keyof Rows.MetricStoredRow = 'region';

/** `getAvailableDates` and `getMetrics`. Arguments are looked up in what was published; they never become a path. */
export const dailyMetricsQueries: Pick<
  Required<QueryResolvers<RequestContext>>,
  'getAvailableDates' | 'getMetrics'
> = {
  getAvailableDates: (_, __, { reading }) => {
    const version = reading.versionOf(datasetIn(reading));
    return version === null ? [] : [...version.days.keys()];
  },

  getMetrics: (_, { date }, { reading }): Day => {
    const version = reading.versionOf(datasetIn(reading));
    if (!version?.days.has(date)) throw clientError('DATA_NOT_FOUND', { date });
    return { run_date: date, available_regions: regionsOn(version, date) };
  },
};

export const dailyMetricsFields: Pick<Required<DailyMetricsResolvers<RequestContext>>, DayResolver> = {
  metricsForRegion: async ({ run_date: date = '' }, { region }, { reading }) => {
    const { ir } = datasetIn(reading);
    const version = reading.versionOf(datasetIn(reading));
    const availableRegions = version === null ? [] : regionsOn(version, date);
    if (version === null || !availableRegions.includes(region)) {
      throw invalidArgument('region', `nothing was published for ${JSON.stringify(region)} on ${date}`, {
        availableRegions,
      });
    }
    const rows = await readRows(
      reading.query,
      ir,
      version,
      { from: date, to: date, filter: { [REGION]: [region] }, range: {}, groupBy: allGroups(ir) },
      { first: null, after: null },
    );
    return rows as unknown as Metric[]; // columns and types of both are the contract's
  },
};

function datasetIn(reading: Reading): Dataset {
  const dataset = reading.datasets.get(DATASET);
  if (dataset === undefined) throw new Error(`no dataset ${DATASET} is open`);
  return dataset;
}

/** In byte order of UTF-8, which JavaScript's own order is not beyond the basic plane. */
function regionsOn(version: ServedVersion, date: string): string[] {
  const regions = (version.days.get(date) ?? []).map(({ values }) => values[REGION]);
  return regions
    .filter((region) => region !== null && region !== undefined)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
