import { resolve } from 'node:path';
import type { GatsbyNode } from 'gatsby';
import { type PagePlan, planDayPages, planHomePage, planRegionPages } from './src/report/plan-pages.ts';
import { writeDownloads } from './src/report/write-downloads.ts';

interface Planned {
  days: { nodes: { id: string; date: string; by_region: { region: string }[] }[] };
  regions: { nodes: { id: string; name: string }[] };
  overview: { by_event_type: { event_type: string }[] } | null;
}

export const createPages: GatsbyNode['createPages'] = async ({ actions, graphql, reporter }) => {
  const { data, errors } = await graphql<Planned>(`
    query PlanPages {
      days: allDataHubMetricDay(sort: { date: ASC }) {
        nodes {
          id
          date
          by_region {
            region
          }
        }
      }
      regions: allDataHubMetricRegion(sort: { name: ASC }) {
        nodes {
          id
          name
        }
      }
      overview: dataHubMetricOverview {
        by_event_type {
          event_type
        }
      }
    }
  `);
  if (errors || !data) {
    reporter.panicOnBuild('The pages cannot be planned.', errors);
    return;
  }
  const kinds = (data.overview?.by_event_type ?? []).map((row) => row.event_type).sort();
  const days = data.days.nodes.map(({ by_region, ...day }) => ({
    ...day,
    regions: by_region.map((row) => row.region),
  }));
  const regions = data.regions.nodes;
  // On every page, and yet a new version does not render every page again: only this slice.
  actions.createSlice({ id: 'freshness', component: resolve('./src/slices/freshness.tsx') });
  const names = regions.map((region) => region.name);
  const create = ({ path, context }: PagePlan<object>, template: string) =>
    actions.createPage({
      path,
      context: { ...context },
      component: resolve(`./src/templates/${template}.tsx`),
    });
  create(planHomePage(names), 'home');
  for (const page of planDayPages(days, names, kinds)) create(page, 'day');
  for (const page of planRegionPages(regions, kinds)) create(page, 'region');
};

/** No page loads a script (see gatsby-ssr.tsx): to make them small would be the longest part of a build. */
export const onCreateWebpackConfig: GatsbyNode['onCreateWebpackConfig'] = ({ stage, actions, getConfig }) => {
  if (stage !== 'build-javascript') return;
  const config = getConfig() as { devtool: false; optimization: { minimizer: object[] } };
  const { optimization } = config;
  const minimizer = optimization.minimizer.filter((plugin) => plugin.constructor.name !== 'TerserPlugin');
  actions.replaceWebpackConfig({ ...config, devtool: false, optimization: { ...optimization, minimizer } });
};

export const onPostBuild: GatsbyNode['onPostBuild'] = async ({ getNodesByType, store }) => {
  const { directory } = store.getState().program as { directory: string };
  await writeDownloads(resolve(directory, 'public'), getNodesByType as never);
};
