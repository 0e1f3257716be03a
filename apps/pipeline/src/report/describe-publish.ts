import type { PublishResult } from '../publish/publish-result.ts';
import { countOf, formatCount, formatSeconds } from './print.ts';

/** The one line that says what a publish did. */
export function describePublish(result: PublishResult): string {
  const { counts, datasets, days_missing, seconds } = result;
  const what = datasets.map(({ dataset, version, days_published, days_unchanged }) => {
    const unchanged = days_unchanged.length > 0 ? `${countOf(days_unchanged.length, 'day')} unchanged` : null;
    if (days_published.length === 0) {
      return `${dataset}: nothing to do, ${unchanged ?? 'no days'}, still version ${version}`;
    }
    const published = `${countOf(days_published.length, 'day')} published as version ${version}`;
    return `${dataset}: ${[published, unchanged].filter((part) => part !== null).join(', ')}`;
  });
  const rows =
    counts.rows_read === 0
      ? []
      : [
          `${formatCount(counts.rows_read)} rows read = ${formatCount(counts.rows_aggregated)} aggregated + ${formatCount(counts.rows_duplicate)} duplicates + ${formatCount(counts.rows_quarantined)} quarantined`,
        ];
  const missing =
    days_missing.length === 0 ? [] : [`${countOf(days_missing.length, 'day')} without input skipped`];
  return `${[...what, ...rows, ...missing, formatSeconds(seconds)].join('; ')}.`;
}

/** Where the refused records lie; null where there are none. */
export function describeQuarantine({ quarantine, counts }: PublishResult): string | null {
  const [first] = quarantine;
  if (first === undefined) return null;
  const where = quarantine.length === 1 ? first : first.replace(/run_date=[^/]+/, 'run_date=*');
  return `Refused, and kept with line and rule: ${countOf(counts.rows_quarantined, 'record')} in ${where}`;
}
