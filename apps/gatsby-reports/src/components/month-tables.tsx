import { Link } from 'gatsby';
import type { FigureRow } from '../report/choose-lead.ts';
import type { Figure } from '../report/dataset.ts';
import { formatWeekday } from '../report/format-time.ts';
import { groupMonths } from '../report/group-months.ts';
import { dayPath } from '../report/paths.ts';
import { FigureTable } from './figure-table.tsx';

interface MonthTablesProps {
  readonly rows: readonly (FigureRow & { readonly date: string })[];
  readonly figures: readonly Figure[];
}

/** Days with all measures, a table a month; the newest is open. */
export function MonthTables({ rows, figures }: MonthTablesProps) {
  return groupMonths(rows).map(({ month, label, items }, index) => (
    <details key={month} open={index === 0} className="month">
      <summary>
        {label} <span className="quiet">{items.length === 1 ? '1 day' : `${items.length} days`}</span>
      </summary>
      <FigureTable
        caption={label}
        keys={['Day']}
        figures={figures}
        rows={items.map((row) => ({
          id: row.date,
          keys: [
            <Link key="day" to={dayPath(row.date)}>
              {formatWeekday(row.date)}
            </Link>,
          ],
          row,
        }))}
      />
    </details>
  ));
}
