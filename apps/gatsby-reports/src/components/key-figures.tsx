import { createNumberFormat, formatChange, formatDate, sparkline } from '@datahub/charts';
import { type FigureRow, figureValue } from '../report/choose-lead.ts';
import type { Figure } from '../report/dataset.ts';
import { seriesOf } from '../report/make-series.ts';
import { Drawing } from './drawing.tsx';

interface KeyFiguresProps {
  readonly figures: readonly Figure[];
  readonly row: FigureRow;
  readonly comparison: (FigureRow & { readonly date: string | null }) | null;
  /** The days that the small lines show, oldest first. */
  readonly recent: readonly FigureRow[];
}

/** Every measure of a day, with its change. */
export function KeyFigures({ figures, row, comparison, recent }: KeyFiguresProps) {
  return (
    <ul className="key-figures">
      {figures.map((figure) => {
        const value = figureValue(row, figure);
        const format = createNumberFormat({ unit: figure.unit });
        const series = seriesOf(figure, recent);
        return (
          <li key={figure.name}>
            <h3>{figure.label}</h3>
            <p className="value">
              <data value={value ?? ''} title={format.exact(value)}>
                {format.headline(value)}
              </data>
            </p>
            <ChangeNote figure={figure} value={value} comparison={comparison} />
            {value !== null && recent.length > 1 && (
              <Drawing
                className="spark"
                html={sparkline({
                  id: `spark-${figure.name}`,
                  title: `${figure.label}, the days up to this one`,
                  unit: figure.unit,
                  series,
                  width: { width: 200, height: 40 },
                })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface ChangeNoteProps {
  readonly figure: Figure;
  readonly value: number | null;
  readonly comparison: KeyFiguresProps['comparison'];
}

function ChangeNote({ figure, value, comparison }: ChangeNoteProps) {
  if (value === null) return <p className="change">No event of this day has one.</p>;
  const before = figureValue(comparison, figure);
  if (!comparison?.date || before === null) return <p className="change">Nothing to compare it with.</p>;
  const change = formatChange(before, value, { unit: figure.unit });
  const format = createNumberFormat({ unit: figure.unit });
  return (
    <p className="change">
      <span className="amount">
        <span aria-hidden="true">{change.arrow}</span> {change.amount}
      </span>{' '}
      from {format.headline(before)} on{' '}
      {formatDate(comparison.date, { style: 'short', year: false }).replaceAll(' ', '\u00a0')}
    </p>
  );
}
