import { quoteName, quoteText } from '@datahub/contract/storage';

/** What reading leaves in the connection while it works. Only EVENTS and QUARANTINE are for others. */
export const RELATIONS = {
  EVENTS: 'events',
  QUARANTINE: 'quarantine',
  /** A row for each task: its number, file, day, and the line before its first. */
  TASKS: '#tasks',
  /** Events with the identity of their records, each value a `STRUCT(v …)`. */
  MAPPED: '#mapped',
  /** Records whose event breaks a rule. */
  REFUSED: '#refused_events',
  /** Which events came before: bits, not rows. */
  DUPLICATES: '#duplicates',
} as const;

/** `[…]` for `read_parquet`. */
export function listOf(paths: readonly string[]): string {
  return `[${paths.map(quoteText).join(', ')}]`;
}

/** Columns, quoted, for a SELECT. */
export function columnsOf(names: readonly string[], of?: string): string {
  return names.map((name) => `${of === undefined ? '' : `${of}.`}${quoteName(name)}`).join(', ');
}
