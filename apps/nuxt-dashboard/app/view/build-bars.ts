import { type Change, formatChange } from '@datahub/charts';
import { sortRows } from '#shared/choose-rows.ts';
import { type Figure, figureOf, groupOf, shown } from '#shared/dataset.ts';
import type { Figures } from '#shared/overview.ts';
import { writerOf } from './write-figure.ts';

/** A region's figure as a bar, in parts of the width there is. */
export interface RegionBar {
  readonly name: string;
  readonly headline: string;
  readonly exact: string;
  /** Left end and length, 0 to 100. */
  readonly start: number;
  readonly length: number;
  readonly change: Change | null;
}

/** Every region of the period, largest first; those with nothing known last. Bars start at zero. */
export function buildBars(figures: Figures, figure: Figure): RegionBar[] {
  const write = writerOf(figure);
  const before = new Map(figures.before?.byRegion.map((row) => [groupOf(row, shown.region), row]));
  const regions = sortRows(figures.now.byRegion, figure).map((row) => ({
    name: groupOf(row, shown.region),
    value: figureOf(row, figure),
  }));
  const values = regions.map((region) => region.value ?? 0);
  const low = Math.min(0, ...values);
  const range = Math.max(0, ...values) - low || 1;
  return regions.map(({ name, value }) => ({
    name,
    headline: write.headline(value),
    exact: write.exact(value),
    start: ((Math.min(0, value ?? 0) - low) / range) * 100,
    length: (Math.abs(value ?? 0) / range) * 100,
    change:
      figures.comparison && formatChange(figureOf(before.get(name), figure), value, { unit: figure.unit }),
  }));
}
