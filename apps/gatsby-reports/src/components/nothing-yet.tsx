import { Slice } from 'gatsby';
import { figuresOfDataset } from '../report/dataset.ts';
import { Layout } from './layout.tsx';
import { Method } from './method.tsx';

/** The first page of an empty lake. */
export function NothingYet() {
  return (
    <Layout>
      <h1>Nothing was published yet</h1>
      <p className="lead">
        These reports show what <code>datahub publish</code> puts into the lake. As soon as the first day is
        there, they are built again.
      </p>
      <Slice alias="freshness" />
      <Method figures={figuresOfDataset()} />
    </Layout>
  );
}
