import {
  assignColours,
  type Change,
  type ColourSlot,
  createDateFormat,
  createNumberFormat,
  formatChange,
} from '@datahub/charts';
import { shiftDay } from '#shared/calendar.ts';
import { figureOf, type GroupColumn, groupOf, type Row, shown } from '#shared/dataset.ts';
import type { Figures, Frame } from '#shared/overview.ts';
import type { TableRows, ViewState } from '#shared/view-state.ts';
import { nameColumn } from './name-column.ts';
import { writePeriod } from './write-period.ts';

export interface TableCell {
  readonly exact: string;
  /** Null where nothing is compared. */
  readonly change: Change | null;
}

export interface TableRow {
  /** As the API names it: a kind of event, a region, a day. */
  readonly key: string;
  readonly name: string;
  /** Colour of the same name in the chart. */
  readonly slot: ColourSlot | null;
  readonly cells: readonly TableCell[];
}

export interface FiguresTable {
  readonly caption: string;
  /** What the rows are. */
  readonly rowLabel: string;
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

/** Every measure, for each kind of event, each region or each day. */
export function buildTable(figures: Figures, frame: Frame, state: ViewState): FiguresTable {
  const { column, now, before, total, totalBefore, shift, scope } = chooseRows(figures, state);
  const colours = assignColours(frame.kinds);
  const earlier = new Map(before?.map((row) => [groupOf(row, column), row]));
  const cells = (row: Row | null, other: Row | null | undefined): TableCell[] =>
    shown.figures.map((figure) => {
      const value = figureOf(row, figure);
      return {
        exact: createNumberFormat({ unit: figure.unit }).exact(value),
        change: before && formatChange(figureOf(other, figure), value, { unit: figure.unit }),
      };
    });
  const rows = now.map((row): TableRow => {
    const key = groupOf(row, column);
    return {
      key,
      name: column === shown.day ? writeDay(key) : key,
      slot: column === shown.kind ? (colours.get(key) ?? null) : null,
      cells: cells(row, earlier.get(shift === 0 ? key : shiftDay(key, -shift))),
    };
  });
  return {
    caption: `Every measure by ${nameColumn(column).toLowerCase()}, ${scope}`,
    rowLabel: nameColumn(column),
    columns: shown.figures.map((figure) => ({
      name: figure.name,
      label: nameColumn(figure.name),
      description: figure.description,
    })),
    rows,
    total: total && { key: '', name: 'All', slot: null, cells: cells(total, totalBefore) },
  };
}

interface ChosenRows {
  readonly column: GroupColumn;
  readonly now: readonly Row[];
  readonly before: readonly Row[] | null;
  readonly total: Row | null;
  readonly totalBefore: Row | null;
  /** Days between a row and its counterpart. */
  readonly shift: number;
  readonly scope: string;
}

function chooseRows(figures: Figures, { table, region }: ViewState): ChosenRows {
  const { now, before, comparison } = figures;
  const when = writePeriod(figures.period);
  const chosen: Record<TableRows, () => ChosenRows> = {
    kind: () => ({
      column: shown.kind,
      now: now.byKind,
      before: before?.byKind ?? null,
      total: now.total,
      totalBefore: before?.total ?? null,
      shift: 0,
      scope: `${region ?? 'all regions'}, ${when}`,
    }),
    region: () => ({
      column: shown.region,
      now: now.byRegion,
      before: before?.byRegion ?? null,
      total: now.totalOfRegions,
      totalBefore: before?.totalOfRegions ?? null,
      shift: 0,
      scope: when,
    }),
    day: () => ({
      column: shown.day,
      // Newest first: what happened last is read first.
      now: figures.daily.toReversed(),
      before: comparison && figures.dailyBefore,
      // A single day's chart reaches four weeks back: the day's total is not that of these rows.
      total: figures.chart.from === figures.period.from ? now.total : null,
      totalBefore: before?.total ?? null,
      shift: comparison?.shift ?? 0,
      scope: `${region ?? 'all regions'}, ${writePeriod(figures.chart)}`,
    }),
  };
  return chosen[table]();
}
