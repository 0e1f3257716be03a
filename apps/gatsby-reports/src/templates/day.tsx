import { formatDate, formatPeriod } from '@datahub/charts';
import { graphql, Link, type PageProps, Slice } from 'gatsby';
import { Bars } from '../components/breakdown.tsx';
import { DigestCheck } from '../components/digest-check.tsx';
import { Downloads } from '../components/downloads.tsx';
import { FigureTable } from '../components/figure-table.tsx';
import { KeyFigures } from '../components/key-figures.tsx';
import { Layout } from '../components/layout.tsx';
import { Method } from '../components/method.tsx';
import { PageHead } from '../components/page-head.tsx';
import { LeadTrend, OtherTrends } from '../components/trends.tsx';
import { dayDownload } from '../report/downloads.ts';
import { dayPath, regionPath } from '../report/paths.ts';
import type { DayContext } from '../report/plan-pages.ts';
import { readDay } from '../report/read-day.ts';

export default function DayPage({ data, pageContext }: PageProps<Queries.DayQuery, DayContext>) {
  const { figures, lead, volume, day, comparison, recent, headline, sentences } = readDay(data);
  const { before, after, kinds, slugs } = pageContext;
  const date = formatDate(day.date);
  const window = formatPeriod(recent[0]?.date ?? day.date, day.date);
  const others = figures.filter((figure) => figure !== lead);
  return (
    <Layout>
      <nav className="steps" aria-label="Other days">
        {before && (
          <Link to={dayPath(before)} rel="prev">
            ← {formatDate(before)}
          </Link>
        )}
        <Link to="/#days">All days</Link>
        {after && (
          <Link to={dayPath(after)} rel="next">
            {formatDate(after)} →
          </Link>
        )}
      </nav>
      <h1>{headline}</h1>
      <p className="lead">{sentences.join(' ')}</p>
      <Slice alias="freshness" />

      <section className="part" aria-labelledby="figures-title">
        <h2 id="figures-title" className="unseen">
          Key figures of {date}
        </h2>
        <KeyFigures figures={figures} row={day.total} comparison={comparison} recent={recent} />
      </section>

      <section className="part" aria-labelledby="trend-title">
        <h2 id="trend-title">The days up to it</h2>
        <LeadTrend figure={lead} rows={recent} scope={`a day in all regions, ${window}`} />
        <OtherTrends figures={others} rows={recent} scope="a day" />
      </section>

      <section className="part" aria-labelledby="behind-title">
        <h2 id="behind-title">What is behind it</h2>
        <div className="chart-pair">
          <Bars figure={lead} rows={day.by_region} by="region" scope={`by region on ${date}`} />
          <Bars
            figure={volume}
            rows={day.by_event_type}
            by="event_type"
            scope={`by kind on ${date}`}
            kinds={kinds}
          />
        </div>
      </section>

      <section id="table" className="part" aria-labelledby="table-title">
        <h2 id="table-title">All rows of the day</h2>
        <Downloads download={dayDownload(day.date)} label={`${day.rows.length} rows`} />
        <FigureTable
          caption={`${date}, by region and kind of event`}
          keys={['Region', 'Kind']}
          figures={figures}
          rows={day.rows.map((row) => ({
            id: JSON.stringify([row.region, row.event_type]),
            keys: [
              <Link key="region" to={regionPath(slugs[row.region] ?? '')}>
                {row.region}
              </Link>,
              row.event_type,
            ],
            row,
          }))}
          total={day.total}
        />
      </section>

      <Method figures={figures} />
      <DigestCheck of="this day" digest={day.digest} />
    </Layout>
  );
}

export function Head({ data }: PageProps<Queries.DayQuery, DayContext>) {
  const { day, headline, sentences } = readDay(data);
  return <PageHead title={formatDate(day.date)} description={`${headline}. ${sentences[0]}`} />;
}

export const query = graphql`
  query Day($id: String!, $comparisonId: String!, $windowIds: [String!]!) {
    dataHubMetricDay(id: { eq: $id }) {
      date
      digest
      rows {
        ...DataHubMetricColumns
      }
      total {
        ...DataHubMetricRollUpColumns
      }
      by_region {
        ...DataHubMetricRollUpColumns
      }
      by_event_type {
        ...DataHubMetricRollUpColumns
      }
    }
    comparison: dataHubMetricDay(id: { eq: $comparisonId }) {
      date
      total {
        ...DataHubMetricRollUpColumns
      }
      by_region {
        ...DataHubMetricRollUpColumns
      }
    }
    recent: dataHubMetricDays(ids: $windowIds) {
      date
      total {
        ...DataHubMetricRollUpColumns
      }
    }
  }
`;
