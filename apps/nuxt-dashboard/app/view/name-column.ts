/** What a column is called on the page: `avg_session_duration` is read "Average session duration". */
export function nameColumn(name: string): string {
  const words = name
    .split('_')
    .filter((word) => word !== '')
    .map((word) => WHOLE[word] ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Abbreviations that aggregations are usually named with. */
const WHOLE: Readonly<Record<string, string>> = {
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  num: 'number of',
  pct: 'percent',
};
