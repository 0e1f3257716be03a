import { createNumberFormat } from '@datahub/charts';
import type { Figure } from './dataset.ts';

/** A figure in a table. */
export interface Cell {
  readonly text: string;
  /** All digits that are stored, where the text has fewer. */
  readonly title?: string;
}

/** Writes the figures of one column: exact to the last digit that means something, all with the same number of them. */
export function cellWriter({
  unit,
  digits,
}: Pick<Figure, 'unit' | 'digits'>): (value: number | null) => Cell {
  const exact = createNumberFormat({ unit });
  if (digits === null) return (value) => ({ text: exact.exact(value) });
  const fixed = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (value) => {
    if (value === null) return { text: exact.exact(value) };
    const text = fixed.format(value).replace('-', '\u2212');
    const withUnit = unit === null ? text : `${text}\u00a0${unit}`;
    const title = exact.exact(value);
    return title === withUnit ? { text: withUnit } : { text: withUnit, title };
  };
}
