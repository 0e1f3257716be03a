import { chartFigure, describeMarks, lineChart, type Series, summariseSeries } from '@datahub/charts';
import type { FigureRow } from '../report/choose-lead.ts';
import { type Figure, unitWords } from '../report/dataset.ts';
import { seriesOf, writeSeriesTitle } from '../report/make-series.ts';
import { Drawing } from './drawing.tsx';

interface TrendProps {
  readonly rows: readonly FigureRow[];
  /** What the line is of, behind the name of the measure: `a day, in all regions`. */
  readonly scope: string;
  readonly title?: string;
}

/** The main chart: one measure over days, as wide as the page. */
export function LeadTrend({ figure, rows, scope, title }: TrendProps & { readonly figure: Figure }) {
  const series = seriesOf(figure, rows);
  const heading = title ?? writeSeriesTitle(figure, rows);
  const html = chartFigure({
    title: heading,
    subtitle: `${figure.label} ${scope}${unitWords(figure)}`,
    notes: describeMarks([series]),
    widths: { wide: { width: 1040, height: 340 }, narrow: { width: 360, height: 260 } },
    draw: (width) =>
      lineChart({
        id: `trend-${figure.name}`,
        title: heading,
        unit: figure.unit,
        series: [series],
        area: figure.adds && isUnbroken(series),
        width,
      }),
  });
  return <Drawing className="chart" html={html} />;
}

/** The other measures, side by side, each on its own scale; drawn once, for they are as narrow on a desk as on a phone. */
export function OtherTrends({ figures, rows, scope }: TrendProps & { readonly figures: readonly Figure[] }) {
  return (
    <div className="chart-grid">
      {figures.map((figure) => {
        const series = seriesOf(figure, rows);
        const title = writeSeriesTitle(figure, rows);
        const html = lineChart({
          id: `trend-${figure.name}`,
          title,
          unit: figure.unit,
          series: [series],
          width: { width: 340, height: 220 },
        });
        return (
          <figure key={figure.name} className="dc-figure chart">
            <figcaption className="dc-caption">
              <h3 className="dc-title">{title}</h3>
              <p className="dc-subtitle">
                {figure.label} {scope}
                {unitWords(figure)}
              </p>
            </figcaption>
            {summariseSeries(series).knownDays > 0 ? (
              <Drawing html={html} />
            ) : (
              <p>No event of these days has one.</p>
            )}
          </figure>
        );
      })}
    </div>
  );
}

/** Whether a line has so few gaps that the area under it is one shape, and not a comb. */
function isUnbroken(series: Series): boolean {
  const { knownDays, missingDays } = summariseSeries(series);
  return missingDays <= knownDays / 20;
}
