/**
 * What is known of the data set, computed with exact decimals over all of its files by none of our programs.
 * Source: UCI "Online Retail" (CC BY 4.0), in the per-day split of "Spark: The Definitive Guide".
 */
export const FACTS = {
  rows: 541_909,
  days: 305,
  daysMissing: 69,
  countries: 38,
  byKind: { adjustment: 3, cancellation: 9_288, purchase: 532_618 },
  revenue: 9_747_747.934,
  revenueOf: { 'United Kingdom': 8_187_806.364, EIRE: 263_276.82 },
  rowsWithUser: 541_909 - 135_080,
} as const;
