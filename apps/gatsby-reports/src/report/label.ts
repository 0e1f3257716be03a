/** A column's name as people write it: `avg_session_duration` becomes `Average session duration`. */
export function labelOf(column: string): string {
  const words = column
    .split('_')
    .filter((word) => word !== '')
    .map((word) => SHORT_FORMS[word] ?? word);
  const text = words.join(' ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const SHORT_FORMS: Readonly<Record<string, string>> = { avg: 'average', min: 'lowest', max: 'highest' };

/** A label inside a sentence. */
export function lower(label: string): string {
  return label.slice(0, 1).toLowerCase() + label.slice(1);
}
