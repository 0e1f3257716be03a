import type { ReactNode } from 'react';
import { type FigureRow, figureValue } from '../report/choose-lead.ts';
import type { Figure } from '../report/dataset.ts';
import { cellWriter } from '../report/write-cell.ts';

export interface FigureTableRow {
  /** Unique in the table. */
  readonly id: string;
  /** Cells in front of the figures; the first names the row. */
  readonly keys: readonly ReactNode[];
  readonly row: FigureRow;
}

interface FigureTableProps {
  readonly caption: string;
  readonly keys: readonly string[];
  readonly figures: readonly Figure[];
  readonly rows: readonly FigureTableRow[];
  /** Figures of all rows together, as the API rolled them up. */
  readonly total?: FigureRow | null;
}

/** Rows with every measure, exact to the last digit. */
export function FigureTable({ caption, keys, figures, rows, total }: FigureTableProps) {
  const writers = figures.map(cellWriter);
  const cells = (row: FigureRow) =>
    figures.map((figure, index) => {
      const { text, title } = writers[index]!(figureValue(row, figure));
      return (
        <td key={figure.name} className="number" title={title}>
          {text}
        </td>
      );
    });
  return (
    // A table that is wider than a phone is scrolled by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container has to take the focus.
    <section className="table-scroll" tabIndex={0} aria-label={`Table: ${caption}`}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col">
                {key}
              </th>
            ))}
            {figures.map((figure) => (
              <th key={figure.name} scope="col" className="number" title={figure.description ?? undefined}>
                {figure.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, keys: [name, ...others], row }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {others.map((other, index) => (
                <td key={keys[index + 1]}>{other}</td>
              ))}
              {cells(row)}
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={keys.length}>
                Together
              </th>
              {cells(total)}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
