/** Days that a day's charts show, itself included: four weeks. */
export const WINDOW_DAYS = 28;

/** Address of a day's page. */
export function dayPath(date: string): string {
  return `/days/${date}/`;
}

/** Address of a region's page. */
export function regionPath(slug: string): string {
  return `/regions/${slug}/`;
}
