import { formatDate } from '@datahub/charts';
import { graphql, type SliceComponentProps } from 'gatsby';
import { formatInstant } from '../report/format-time.ts';

/** How fresh the data are: the same line on every page. */
export default function Freshness({ data }: SliceComponentProps<Queries.FreshnessQuery>) {
  const dataset = data.dataHubDataset;
  if (!dataset?.lastDate) return <p className="freshness">Nothing was published yet.</p>;
  return (
    <div className="freshness">
      <p>
        Newest day: <time dateTime={dataset.lastDate}>{formatDate(dataset.lastDate)}</time>
        {dataset.publishedAt && (
          <>
            {' · '}published <time dateTime={dataset.publishedAt}>{formatInstant(dataset.publishedAt)}</time>
          </>
        )}
        {' · '}table version {dataset.version}
      </p>
      {dataset.state === 'DEGRADED' && (
        <p className="warning">
          <strong>The newest version cannot be shown; this is the last good one.</strong> {dataset.message}
        </p>
      )}
    </div>
  );
}

export const query = graphql`
  query Freshness {
    dataHubDataset(name: { eq: "daily_metrics" }) {
      state
      message
      version
      publishedAt
      lastDate
    }
  }
`;
