import { assignColours, barChart, chartFigure, createNumberFormat, smallMultiples } from '@datahub/charts';
import { type FigureRow, figureValue } from '../report/choose-lead.ts';
import { type Figure, unitWords } from '../report/dataset.ts';
import { findLargest } from '../report/find-mover.ts';
import { labelOf, lower } from '../report/label.ts';
import { seriesOf } from '../report/make-series.ts';
import { percent } from '../report/write-headline.ts';
import { Drawing } from './drawing.tsx';

/** Bars past which nobody reads on; the table has them all. */
const MOST_BARS = 12;

interface BarsProps {
  readonly figure: Figure;
  readonly rows: readonly FigureRow[];
  /** Column that names a row. */
  readonly by: string;
  /** Behind the measure's name: `by region, on 9 December 2011`. */
  readonly scope: string;
  /** All names that have a colour of their own, on every page; without it all bars are alike. */
  readonly kinds?: readonly string[];
}

/** One measure, by region or by kind: the largest first. */
export function Bars({ figure, rows, by, scope, kinds }: BarsProps) {
  const colours = assignColours(kinds ?? []);
  const bars = rows
    .map((row) => ({ name: String(row[by]), value: figureValue(row, figure) }))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const shown = bars.slice(0, MOST_BARS);
  const title = writeBarsTitle(figure, by, bars);
  const rest = bars.length - shown.length;
  const html = chartFigure({
    title,
    subtitle: `${figure.label} ${scope}${unitWords(figure)}`,
    notes: rest > 0 ? [`The first ${MOST_BARS} of ${bars.length}; the table has them all.`] : [],
    draw: (width) =>
      barChart({
        id: `bars-${by}-${figure.name}`,
        title,
        unit: figure.unit,
        width,
        bars: shown.map((bar) => ({ ...bar, slot: kinds ? colours.get(bar.name) : 1 })),
      }),
  });
  return <Drawing className="chart" html={html} />;
}

function writeBarsTitle(
  figure: Figure,
  by: string,
  bars: readonly { name: string; value: number | null }[],
): string {
  const largest = figure.adds ? findLargest(bars.map((bar) => ({ ...bar, before: null }))) : null;
  if (largest) return `${largest.name} had ${percent(largest.share)} of ${lower(figure.label)}`;
  const [first, second] = bars.filter((bar) => bar.value !== null);
  if (!first) return `${figure.label}: nothing is known`;
  if (bars.length === 1) return `All of it is ${first.name}`;
  if (first.value === second?.value) return `${figure.label} by ${lower(labelOf(by))}`;
  return `${first.name} had most: ${createNumberFormat({ unit: figure.unit }).headline(first.value)}`;
}

interface KindTrendsProps {
  readonly figure: Figure;
  /** One row a day and kind. */
  readonly rows: readonly (FigureRow & { readonly event_type: string | null })[];
  readonly kinds: readonly string[];
  readonly scope: string;
}

/** One measure over days, a small chart for each kind of event. A kind has one colour on every page. */
export function KindTrends({ figure, rows, kinds, scope }: KindTrendsProps) {
  const colours = assignColours(kinds);
  const dates = rows.map((row) => String(row.date)).sort();
  const series = kinds
    .map((kind) =>
      seriesOf(
        figure,
        rows.filter((row) => row.event_type === kind),
        { name: kind, slot: colours.get(kind) ?? 'rest' },
      ),
    )
    .filter(({ points }) => points.length > 0);
  const title = `${figure.label} by kind of event`;
  const html = chartFigure({
    title,
    subtitle: `${figure.label} ${scope}${unitWords(figure)}; all on one scale`,
    widths: { wide: { width: 1040 }, narrow: 'narrow' },
    draw: (width) =>
      smallMultiples({
        id: `kinds-${figure.name}`,
        title,
        unit: figure.unit,
        width,
        series,
        from: dates[0],
        to: dates.at(-1),
        columns: width === 'narrow' ? 2 : Math.min(4, series.length),
      }),
  });
  return <Drawing className="chart" html={html} />;
}
