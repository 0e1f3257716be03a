import { assignColours, type Change, type ColourSlot, createDateFormat, formatChange } from '@datahub/charts';
import { shiftDay } from '#shared/calendar.ts';
import { chooseRows } from '#shared/choose-rows.ts';
import { type Figure, figureOf, groupOf, type Row, shown } from '#shared/dataset.ts';
import type { Figures, Frame } from '#shared/overview.ts';
import type { ViewState } from '#shared/view-state.ts';
import { nameColumn } from './name-column.ts';
import { writerOf } from './write-figure.ts';
import { writePeriod } from './write-period.ts';

export interface TableCell {
  readonly plain: string;
  /** Every digit, where `plain` leaves some out. */
  readonly exact: string;
  /** Null where nothing is compared. */
  readonly change: Change | null;
}

export interface TableRow {
  /** As the API names it: a kind of event, a region, a day. */
  readonly key: string;
  readonly name: string;
  /** What choosing the row shows; null where it cannot be chosen. */
  readonly choose: Partial<ViewState> | null;
  /** Colour of the same name in the chart. */
  readonly slot: ColourSlot | null;
  readonly cells: readonly TableCell[];
}

export interface FiguresTable {
  readonly caption: string;
  /** What the rows are. */
  readonly rowLabel: string;
  /** The column that rows are sorted by, largest first; null where they are sorted by day, newest first. */
  readonly sortedBy: string | null;
  readonly columns: readonly {
    readonly name: string;
    readonly label: string;
    readonly description: string | null;
  }[];
  readonly rows: readonly TableRow[];
  /** From the API's own roll-up; null where it would not be that of the rows above it. */
  readonly total: TableRow | null;
}

const writeDay = createDateFormat({ style: 'short' });

/** Every measure, for each kind of event or each region by the size of one measure, or for each day. */
export function buildTable(figures: Figures, frame: Frame, state: ViewState, measure: Figure): FiguresTable {
  const { column, now, before, total, totalBefore, shift, period, region } = chooseRows(
    figures,
    state,
    measure,
  );
  const colours = assignColours(frame.kinds);
  const writers = shown.figures.map((figure) => ({ figure, write: writerOf(figure) }));
  const earlier = new Map(before?.map((row) => [groupOf(row, column), row]));
  const cells = (row: Row, other: Row | null | undefined): TableCell[] =>
    writers.map(({ figure, write }) => {
      const value = figureOf(row, figure);
      return {
        plain: write.plain(value),
        exact: write.exact(value),
        change: before && formatChange(figureOf(other, figure), value, { unit: figure.unit }),
      };
    });
  const rows = now.map((row): TableRow => {
    const key = groupOf(row, column);
    return {
      key,
      name: column === shown.day ? writeDay(key) : key,
      choose: column === shown.day ? { date: key } : column === shown.region ? { region: key } : null,
      slot: column === shown.kind ? (colours.get(key) ?? null) : null,
      cells: cells(row, earlier.get(shift === 0 ? key : shiftDay(key, -shift))),
    };
  });
  const where = column === shown.region ? '' : `, ${region ?? 'all regions'}`;
  return {
    caption: `Every measure by ${nameColumn(column).toLowerCase()}${where}, ${writePeriod(period)}`,
    rowLabel: nameColumn(column),
    sortedBy: column === shown.day ? null : measure.name,
    columns: shown.figures.map(({ name, description }) => ({ name, label: nameColumn(name), description })),
    rows,
    total: total && { key: '', name: 'All', choose: null, slot: null, cells: cells(total, totalBefore) },
  };
}
