// What the dashboard's server answers the page.
import type { HubStatusQuery } from '../server/graphql/__generated__/operations.ts';
import type { Row } from './dataset.ts';
import type { Periods } from './period.ts';
import type { Selection } from './view-state.ts';

export type DatasetStatus = HubStatusQuery['hub']['datasets'][number];

/** What is known of the dataset whatever is chosen: it fills the choosers. */
export interface Frame {
  readonly status: DatasetStatus;
  /** False where the API serves another contract than this dashboard was built with. */
  readonly sameContract: boolean;
  /** Days that have data, oldest first. */
  readonly dates: readonly string[];
  /** All there are, whatever is chosen. */
  readonly regions: readonly string[];
  readonly kinds: readonly string[];
}

/** Rows as the API rolled them up; nothing in here was added up by the dashboard. */
export interface RollUps {
  /** One row over everything chosen; null where there is nothing. */
  readonly total: Row | null;
  /** The same, whatever the region. */
  readonly totalOfRegions: Row | null;
  readonly byKind: readonly Row[];
  /** All regions, whichever is chosen. */
  readonly byRegion: readonly Row[];
}

export interface Figures extends Periods {
  /** The day that was chosen, or the newest. */
  readonly date: string;
  readonly now: RollUps;
  /** Null where nothing is compared. */
  readonly before: RollUps | null;
  /** A row a day of the chart. */
  readonly daily: readonly Row[];
  /** A row a day of the chart, `comparison.shift` days earlier. */
  readonly dailyBefore: readonly Row[];
  /** A row for each day of the chart and kind of event. */
  readonly dailyByKind: readonly Row[];
}

/** Why there is nothing to show, for people. */
export interface Problem {
  readonly code: string;
  /** What happened, and why. */
  readonly message: string;
  /** What to do, or what happens by itself. */
  readonly next: string;
}

/** An instant, RFC 3339, by the server's clock. */
interface Asked {
  readonly askedAt: string;
}

export type Overview = Asked &
  (
    | {
        readonly kind: 'figures';
        readonly frame: Frame;
        /** What the figures are of; not how they are shown. */
        readonly chosen: Selection;
        readonly figures: Figures;
      }
    | { readonly kind: 'empty'; readonly frame: Frame }
    | { readonly kind: 'unknown-date' | 'unknown-region'; readonly frame: Frame; readonly asked: string }
    | { readonly kind: 'problem'; readonly problem: Problem }
  );

/** What open pages compare with what they show. */
export interface Freshness {
  readonly version: number | null;
  readonly state: DatasetStatus['state'];
}

/** The HTTP status that goes with an answer. */
export function statusOf(overview: Overview): number {
  switch (overview.kind) {
    case 'figures':
    case 'empty':
      return 200;
    case 'unknown-date':
    case 'unknown-region':
      return 404;
    case 'problem':
      return 503;
  }
}
