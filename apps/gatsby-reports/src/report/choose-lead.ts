import type { Figure } from './dataset.ts';

/** Figures of one row, by column. */
export type FigureRow = Readonly<Record<string, unknown>>;

/** The figure of that column; null where nothing is known. */
export function figureValue(row: FigureRow | null | undefined, figure: Pick<Figure, 'name'>): number | null {
  const value = row?.[figure.name];
  return typeof value === 'number' ? value : null;
}

/**
 * The measure that headlines and main charts are about: the first that adds up and has a unit (money, before numbers of
 * events) among those that are known over the whole; the first of all where none is.
 */
export function chooseLead(figures: readonly Figure[], total: FigureRow | null): Figure {
  const known = figures.filter((figure) => (figureValue(total, figure) ?? 0) !== 0);
  const lead = known.find((figure) => figure.adds && figure.unit !== null) ?? known[0] ?? figures[0];
  if (!lead) throw new Error('The dataset has no measure.');
  return lead;
}
