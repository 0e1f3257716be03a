import { Link } from 'gatsby';
import type { ReactNode } from 'react';
import { datasetIr } from '../report/dataset.ts';
import { labelOf } from '../report/label.ts';

/** Name of the site: that of what it reports on. */
export const SITE_NAME = labelOf(datasetIr().name);

/** The frame of every page. */
export function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="site-header">
        <div className="frame">
          <Link className="site-name" to="/">
            {SITE_NAME}
          </Link>
          <nav aria-label="Parts of this site">
            <Link to="/#regions">Regions</Link>
            <Link to="/#days">Days</Link>
            <Link to="/#method">Method</Link>
          </nav>
        </div>
      </header>
      <main id="content" className="frame">
        {children}
      </main>
      <footer className="site-footer">
        <div className="frame">
          <p>{datasetIr().description}</p>
          <p>
            Every figure comes from the dataset <code>{datasetIr().name}</code>, rolled up by the hub’s API.
            Days are those of {datasetIr().zone}.
          </p>
        </div>
      </footer>
    </>
  );
}
