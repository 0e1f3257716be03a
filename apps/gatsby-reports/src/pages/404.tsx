import { Link } from 'gatsby';
import { Layout } from '../components/layout.tsx';
import { PageHead } from '../components/page-head.tsx';

export default function NotFound() {
  return (
    <Layout>
      <h1>There is no such page</h1>
      <p className="lead">
        A day or a region that has no data has no page. <Link to="/#days">All days</Link> and{' '}
        <Link to="/#regions">all regions</Link> are on the first page.
      </p>
    </Layout>
  );
}

export const Head = () => <PageHead title="No such page" description="There is no such page." />;
