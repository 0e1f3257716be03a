import { assignColours, describeMarks, formatChange, type LineChartSpec, type Series } from '@datahub/charts';
import { shiftDay } from '#shared/calendar.ts';
import { type Figure, figureOf, groupOf, shown } from '#shared/dataset.ts';
import type { Figures, Frame } from '#shared/overview.ts';
import type { ViewState } from '#shared/view-state.ts';
import { pointsOf } from './build-key-figures.ts';
import { nameColumn } from './name-column.ts';
import { writerOf } from './write-figure.ts';
import { writePeriod, writeRange } from './write-period.ts';

/** The main chart, but for its width. */
export interface MainChart {
  readonly title: string;
  readonly subtitle: string;
  readonly notes: readonly string[];
  readonly spec: Omit<LineChartSpec, 'id' | 'width'>;
  /** No day has a figure: there is nothing to draw. */
  readonly empty: boolean;
}

/** The chosen measure day by day: a line for each kind of event, or one in all beside what it is compared with. */
export function buildChart(figures: Figures, frame: Frame, state: ViewState, figure: Figure): MainChart {
  const series = state.split === 'kind' ? seriesByKind(figures, frame, figure) : seriesInAll(figures, figure);
  const title = writeTitle(figures, figure);
  const { from, to } = figures.chart;
  return {
    title,
    subtitle: [
      figure.description ?? `${nameColumn(figure.name)}.`,
      `A day${state.split === 'kind' ? `, by ${nameColumn(shown.kind).toLowerCase()}` : ''}, ${writeRange({ from, to })}, ${state.region ?? 'all regions'}.`,
      writeCompared(figures, state),
    ].join(' '),
    notes: describeMarks(series),
    spec: { title, unit: figure.unit, series, from, to, area: state.split === 'total' && isAdditive(figure) },
    empty: series.every((one) => one.points.every((point) => point.value === null)),
  };
}

function writeCompared({ comparison }: Figures, { compare }: ViewState): string {
  if (comparison) return `Compared with ${writeRange(comparison)}.`;
  return compare === 'none' ? '' : 'The data does not reach back far enough to compare it.';
}

function writeTitle(figures: Figures, figure: Figure): string {
  const name = nameColumn(figure.name);
  const value = figureOf(figures.now.total, figure);
  if (value === null) return `${name}: nothing known ${writePeriod(figures.period)}`;
  const size = writerOf(figure).headline(value);
  const now = `${name}: ${size} ${writePeriod(figures.period)}`;
  const before = figureOf(figures.before?.total, figure);
  if (before === null) return now;
  return `${now}, ${formatChange(before, value, { unit: figure.unit }).words.replace(/, from .*$/, '')}`;
}

function seriesByKind(figures: Figures, frame: Frame, figure: Figure): Series[] {
  const colours = assignColours(frame.kinds);
  return frame.kinds
    .map((kind) => {
      const rows = figures.dailyByKind.filter((row) => groupOf(row, shown.kind) === kind);
      return { name: kind, points: pointsOf(rows, figure), slot: colours.get(kind) };
    })
    .filter((one) => one.points.some((point) => point.value !== null));
}

function seriesInAll(figures: Figures, figure: Figure): Series[] {
  const all: Series = { name: 'All', points: pointsOf(figures.daily, figure), slot: 1 };
  const shift = figures.comparison?.shift;
  if (shift === undefined) return [all];
  const before = pointsOf(figures.dailyBefore, figure).map(({ date, value }) => ({
    date: shiftDay(date, shift),
    value,
    sourceDate: date,
  }));
  const earlier = shift % 7 === 0 ? `${shift / 7} wk earlier` : `${shift} d earlier`;
  return before.length === 0 ? [all] : [all, { name: earlier, points: before, role: 'comparison' }];
}

/** Areas are for what adds up: the surface under a mean says nothing. */
function isAdditive(figure: Figure): boolean {
  return figure.role === 'measure' && (figure.agg === 'COUNT' || figure.agg === 'SUM');
}
