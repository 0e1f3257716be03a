import { chooseComparison } from './choose-comparison.ts';
import { makeSlugs } from './make-slugs.ts';
import { dayPath, regionPath, WINDOW_DAYS } from './paths.ts';

/** What a page is told; whatever changes here renders the page again. */
export interface DayContext {
  readonly id: string;
  /** Node of the day that it is held against; empty for the first day. */
  readonly comparisonId: string;
  /** Nodes of the days up to this one that its charts show, oldest first. */
  readonly windowIds: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
  readonly kinds: readonly string[];
  readonly slugs: Readonly<Record<string, string>>;
}

export interface HomeContext {
  /** Slug of each region's page. */
  readonly slugs: Readonly<Record<string, string>>;
}

export interface RegionContext {
  readonly id: string;
  readonly slug: string;
  readonly kinds: readonly string[];
}

export interface PagePlan<Context> {
  readonly path: string;
  readonly context: Context;
}

interface Day {
  readonly id: string;
  readonly date: string;
  /** Regions that have data on this day. */
  readonly regions: readonly string[];
}

/** The first page. */
export function planHomePage(regions: readonly string[]): PagePlan<HomeContext> {
  return { path: '/', context: { slugs: Object.fromEntries(makeSlugs(regions)) } };
}

/** A page for each business day. */
export function planDayPages(
  days: readonly Day[],
  regions: readonly string[],
  kinds: readonly string[],
): PagePlan<DayContext>[] {
  const slugs = makeSlugs(regions);
  const ordered = [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
  const dates = ordered.map((day) => day.date);
  const ids = new Map(ordered.map((day) => [day.date, day.id]));
  return ordered.map((day, index) => {
    const first = new Date(Date.parse(`${day.date}T00:00:00Z`) - (WINDOW_DAYS - 1) * 86_400_000);
    const from = first.toISOString().slice(0, 10);
    return {
      path: dayPath(day.date),
      context: {
        id: day.id,
        comparisonId: ids.get(chooseComparison(dates, day.date) ?? '') ?? '',
        windowIds: ordered
          .slice(Math.max(0, index - WINDOW_DAYS), index + 1)
          .filter(({ date }) => date >= from)
          .map(({ id }) => id),
        before: dates[index - 1] ?? null,
        after: dates[index + 1] ?? null,
        kinds,
        slugs: Object.fromEntries(day.regions.map((region) => [region, slugs.get(region) ?? ''])),
      },
    };
  });
}

/** A page for each region. */
export function planRegionPages(
  regions: readonly { readonly id: string; readonly name: string }[],
  kinds: readonly string[],
): PagePlan<RegionContext>[] {
  const slugs = makeSlugs(regions.map((region) => region.name));
  return regions.map(({ id, name }) => {
    const slug = slugs.get(name) as string;
    return { path: regionPath(slug), context: { id, slug, kinds } };
  });
}
