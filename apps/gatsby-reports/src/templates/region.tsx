import { formatDate, formatPeriod } from '@datahub/charts';
import { graphql, Link, type PageProps, Slice } from 'gatsby';
import { Bars, KindTrends } from '../components/breakdown.tsx';
import { DigestCheck } from '../components/digest-check.tsx';
import { Downloads } from '../components/downloads.tsx';
import { FigureTable } from '../components/figure-table.tsx';
import { KeyFigures } from '../components/key-figures.tsx';
import { Layout } from '../components/layout.tsx';
import { Method } from '../components/method.tsx';
import { MonthTables } from '../components/month-tables.tsx';
import { PageHead } from '../components/page-head.tsx';
import { LeadTrend, OtherTrends } from '../components/trends.tsx';
import { regionDownload } from '../report/downloads.ts';
import { WINDOW_DAYS } from '../report/paths.ts';
import type { RegionContext } from '../report/plan-pages.ts';
import { readRegion } from '../report/read-region.ts';

export default function RegionPage({ data, pageContext }: PageProps<Queries.RegionQuery, RegionContext>) {
  const { figures, lead, volume, region, days, newest, comparison, headline, sentences } = readRegion(data);
  const { kinds, slug } = pageContext;
  const period = formatPeriod(days[0]?.date ?? newest.date, newest.date);
  const others = figures.filter((figure) => figure !== lead);
  return (
    <Layout>
      <nav className="steps" aria-label="Other regions">
        <Link to="/#regions">All regions</Link>
      </nav>
      <p className="kicker">
        {region.name} · {period}
      </p>
      <h1>{headline}</h1>
      <p className="lead">{sentences.join(' ')}</p>
      <Slice alias="freshness" />

      <section className="part" aria-labelledby="figures-title">
        <h2 id="figures-title" className="unseen">
          Key figures of {region.name} on {formatDate(newest.date)}
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
        <LeadTrend figure={lead} rows={days} scope={`a day in ${region.name}`} />
        <OtherTrends figures={others} rows={days} scope="a day" />
      </section>

      <section className="part" aria-labelledby="kinds-title">
        <h2 id="kinds-title">What is behind it</h2>
        <KindTrends figure={volume} rows={region.by_run_date_and_event_type} kinds={kinds} scope="a day" />
        <Bars
          figure={volume}
          rows={region.by_event_type}
          by="event_type"
          scope={`by kind, ${period}`}
          kinds={kinds}
        />
        <FigureTable
          caption={`${region.name}, ${period}, by kind of event`}
          keys={['Kind']}
          figures={figures}
          rows={region.by_event_type.map((row) => ({
            id: row.event_type ?? '',
            keys: [row.event_type],
            row,
          }))}
          total={region.total}
        />
      </section>

      <section id="table" className="part" aria-labelledby="table-title">
        <h2 id="table-title">All days of {region.name}</h2>
        <Downloads download={regionDownload(slug)} label={`${region.rows.length} rows, by day and kind`} />
        <MonthTables rows={days} figures={figures} />
      </section>

      <Method figures={figures} />
      <DigestCheck of="this region" digest={region.digest} />
    </Layout>
  );
}

export function Head({ data }: PageProps<Queries.RegionQuery, RegionContext>) {
  const { region, headline, sentences } = readRegion(data);
  return <PageHead title={region.name} description={`${headline}. ${sentences[0]}`} />;
}

export const query = graphql`
  query Region($id: String!) {
    dataHubMetricRegion(id: { eq: $id }) {
      name
      digest
      rows {
        id
      }
      total {
        ...DataHubMetricRollUpColumns
      }
      by_run_date {
        date
        ...DataHubMetricRollUpColumns
      }
      by_event_type {
        ...DataHubMetricRollUpColumns
      }
      by_run_date_and_event_type {
        date
        ...DataHubMetricRollUpColumns
      }
    }
  }
`;
