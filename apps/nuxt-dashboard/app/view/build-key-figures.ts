import { type Change, formatChange, type Series, sparkline } from '@datahub/charts';
import { type Figure, figureOf, groupOf, type Row, shown } from '#shared/dataset.ts';
import type { Figures } from '#shared/overview.ts';
import { nameColumn } from './name-column.ts';
import { writerOf } from './write-figure.ts';

/** One measure of the period, ready to be shown. */
export interface KeyFigure {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** Three digits that mean something. */
  readonly headline: string;
  /** Every digit. */
  readonly exact: string;
  /** Null where nothing is compared. */
  readonly change: (Change & { readonly from: string }) | null;
  /** SVG; null where no day of the chart has a figure. */
  readonly sparkline: string | null;
}

/** A figure for each measure of the dataset, in the order of the contract. */
export function buildKeyFigures(figures: Figures): KeyFigure[] {
  return shown.figures.map((figure) => {
    const write = writerOf(figure);
    const value = figureOf(figures.now.total, figure);
    const before = figureOf(figures.before?.total, figure);
    const series = { name: nameColumn(figure.name), points: pointsOf(figures.daily, figure) };
    return {
      name: figure.name,
      label: series.name,
      description: figure.description,
      headline: write.headline(value),
      exact: write.exact(value),
      change: figures.comparison && {
        ...formatChange(before, value, { unit: figure.unit }),
        from: write.headline(before),
      },
      sparkline: drawSparkline(series, figure, figures),
    };
  });
}

/** A point a row; rows that are not grouped by day have none. */
export function pointsOf(rows: readonly Row[], figure: Figure): { date: string; value: number | null }[] {
  return rows.map((row) => ({ date: groupOf(row, shown.day), value: figureOf(row, figure) }));
}

function drawSparkline(series: Series, figure: Figure, { chart }: Figures): string | null {
  if (series.points.every((point) => point.value === null)) return null;
  return sparkline({
    id: `spark-${figure.name}`,
    title: `${series.name}, day by day`,
    unit: figure.unit,
    series,
    from: chart.from,
    to: chart.to,
    width: { width: 132, height: 36 },
  });
}
