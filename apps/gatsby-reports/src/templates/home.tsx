import { formatDate, formatPeriod } from '@datahub/charts';
import { graphql, Link, type PageProps, Slice } from 'gatsby';
import { Bars, KindTrends } from '../components/breakdown.tsx';
import { DigestCheck } from '../components/digest-check.tsx';
import { Downloads } from '../components/downloads.tsx';
import { FigureTable } from '../components/figure-table.tsx';
import { KeyFigures } from '../components/key-figures.tsx';
import { Layout, SITE_NAME } from '../components/layout.tsx';
import { Method } from '../components/method.tsx';
import { MonthTables } from '../components/month-tables.tsx';
import { NothingYet } from '../components/nothing-yet.tsx';
import { PageHead } from '../components/page-head.tsx';
import { LeadTrend, OtherTrends } from '../components/trends.tsx';
import { rowsDownload, totalsDownload } from '../report/downloads.ts';
import { regionPath, WINDOW_DAYS } from '../report/paths.ts';
import type { HomeContext } from '../report/plan-pages.ts';
import { readHome } from '../report/read-home.ts';

export default function Home({ data, pageContext }: PageProps<Queries.HomeQuery, HomeContext>) {
  const home = readHome(data.dataHubMetricOverview);
  if (!home) return <NothingYet />;
  const { figures, lead, volume, days, newest, comparison, overview, headline, sentences, kinds } = home;
  const others = figures.filter((figure) => figure !== lead);
  const period = formatPeriod(days[0]?.date ?? newest.date, newest.date);
  const regions = [...overview.by_region].sort((a, b) => home.valueOfLead(b) - home.valueOfLead(a));
  return (
    <Layout>
      <p className="kicker">
        {SITE_NAME} · {period}
      </p>
      <h1>{headline}</h1>
      <p className="lead">{sentences.join(' ')}</p>
      <Slice alias="freshness" />

      <section className="part" aria-labelledby="figures-title">
        <h2 id="figures-title" className="unseen">
          Key figures of {formatDate(newest.date)}
        </h2>
        <KeyFigures
          figures={figures}
          row={newest}
          comparison={comparison}
          recent={days.slice(-WINDOW_DAYS)}
        />
      </section>

      <section className="part" aria-labelledby="trend-title">
        <h2 id="trend-title">Day by day</h2>
        <LeadTrend figure={lead} rows={days} scope="a day in all regions" />
        <OtherTrends figures={others} rows={days} scope="a day" />
      </section>

      <section id="regions" className="part" aria-labelledby="regions-title">
        <h2 id="regions-title">By region</h2>
        <Bars figure={lead} rows={overview.by_region} by="region" scope={`by region, ${period}`} />
        <FigureTable
          caption={`All regions, ${period}`}
          keys={['Region']}
          figures={figures}
          rows={regions.map((row) => ({
            id: row.region ?? '',
            keys: [
              <Link key="name" to={regionPath(pageContext.slugs[row.region ?? ''] ?? '')}>
                {row.region}
              </Link>,
            ],
            row,
          }))}
          total={overview.total}
        />
      </section>

      <section id="kinds" className="part" aria-labelledby="kinds-title">
        <h2 id="kinds-title">By kind of event</h2>
        <KindTrends figure={volume} rows={overview.by_run_date_and_event_type} kinds={kinds} scope="a day" />
        <FigureTable
          caption={`All kinds of event, ${period}`}
          keys={['Kind']}
          figures={figures}
          rows={overview.by_event_type.map((row) => ({
            id: row.event_type ?? '',
            keys: [row.event_type],
            row,
          }))}
          total={overview.total}
        />
      </section>

      <section id="days" className="part" aria-labelledby="days-title">
        <h2 id="days-title">All days</h2>
        <Downloads download={totalsDownload()} label={`${days.length} days`} />
        <Downloads download={rowsDownload()} label="All rows, by day, region and kind" />
        <MonthTables rows={days} figures={figures} />
      </section>

      <Method figures={figures} />
      <DigestCheck of="all data on this site" digest={overview.dataset.digest}>
        <p>
          This site was built from version {overview.dataset.version} of the table{' '}
          <code>{overview.dataset.name}</code>: {overview.dataset.rows.toLocaleString('en-GB')} rows over{' '}
          {overview.dataset.days.toLocaleString('en-GB')} days, {home.missingDays} days between them without
          data.
        </p>
      </DigestCheck>
    </Layout>
  );
}

export function Head({ data }: PageProps<Queries.HomeQuery, HomeContext>) {
  const home = readHome(data.dataHubMetricOverview);
  return (
    <PageHead description={home ? `${home.headline}. ${home.sentences[0]}` : 'Nothing was published yet.'} />
  );
}

export const query = graphql`
  query Home {
    dataHubMetricOverview {
      dataset {
        name
        version
        digest
        days
        rows
      }
      total {
        ...DataHubMetricRollUpColumns
      }
      by_run_date {
        date
        ...DataHubMetricRollUpColumns
      }
      by_region {
        ...DataHubMetricRollUpColumns
      }
      by_event_type {
        ...DataHubMetricRollUpColumns
      }
      by_run_date_and_region {
        date
        ...DataHubMetricRollUpColumns
      }
      by_run_date_and_event_type {
        date
        ...DataHubMetricRollUpColumns
      }
    }
  }
`;
