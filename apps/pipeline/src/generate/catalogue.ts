/** A kind of event that a visit may bring. */
export interface Kind {
  readonly name: string;
  /** How often it is the next thing that a visitor does, against the others. */
  readonly weight: number;
  /** The kinds that must have come before it in the same visit. */
  readonly after?: string;
  /** Money in cents, before the region's factor: the typical amount. Negative is given back. */
  readonly cents?: number;
  /** Factor of its weight on the days of the launch. */
  readonly atLaunch?: number;
  /** Factor of its weight on the day of the outage. */
  readonly atOutage?: number;
}

/** In the order in which `--event-types` takes them: the first eight are the default. */
export const KINDS: readonly Kind[] = [
  { name: 'page_view', weight: 52 },
  { name: 'search', weight: 17 },
  { name: 'add_to_cart', weight: 11 },
  { name: 'checkout', weight: 38, after: 'add_to_cart', atOutage: 0.3 },
  { name: 'purchase', weight: 80, after: 'checkout', cents: 4900, atLaunch: 1.15, atOutage: 0.05 },
  { name: 'refund', weight: 0.5, cents: -4200 },
  { name: 'signup', weight: 2.2, atLaunch: 2.5, atOutage: 0.2 },
  { name: 'support_request', weight: 0.9, atOutage: 9 },
  { name: 'product_view', weight: 21 },
  { name: 'share', weight: 2.6, atLaunch: 2 },
  { name: 'review', weight: 1.1 },
  { name: 'wishlist', weight: 3.4 },
];

export interface Region {
  readonly name: string;
  readonly weight: number;
  /** Factor of amounts of money. */
  readonly spending: number;
  /** Hours that its day is ahead of UTC. */
  readonly hours: number;
}

const KNOWN_REGIONS: readonly Region[] = [
  { name: 'us-west', weight: 30, spending: 1.15, hours: -8 },
  { name: 'us-east', weight: 26, spending: 1.1, hours: -5 },
  { name: 'eu-west', weight: 18, spending: 1, hours: 0 },
  { name: 'eu-central', weight: 12, spending: 0.95, hours: 1 },
  { name: 'ap-south', weight: 8, spending: 0.55, hours: 5.5 },
  { name: 'sa-east', weight: 6, spending: 0.7, hours: -3 },
];

/** The first `count` regions; those behind the known ones are small, and numbered. */
export function regionsOf(count: number): Region[] {
  return Array.from(
    { length: count },
    (_, index) =>
      KNOWN_REGIONS[index] ?? {
        name: `region-${String(index + 1).padStart(3, '0')}`,
        weight: 2,
        spending: 0.8,
        hours: ((index * 5) % 24) - 11,
      },
  );
}
