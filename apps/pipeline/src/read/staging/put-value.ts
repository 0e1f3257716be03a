import type { StagedColumn, Verdict } from './column.ts';
import { LabelColumn } from './label-column.ts';
import { IntColumn, LongColumn } from './number-columns.ts';
import { TextColumn } from './text-column.ts';

const OTHER = 0;
const TEXT = 1;
const LABEL = 2;
const INT = 3;
const LONG = 4;

/**
 * Puts values into columns by the number of the field. A call on the abstract class looks the method up each time,
 * once for every value of the input; a call for each kind is compiled into place.
 */
export class ValuePutter {
  readonly #columns: readonly StagedColumn[];
  readonly #kinds: Uint8Array;

  constructor(columns: readonly StagedColumn[]) {
    this.#columns = columns;
    this.#kinds = Uint8Array.from(columns, kindOf);
  }

  put(field: number, row: number, buffer: Uint8Array, from: number, end: number): Verdict {
    const column = this.#columns[field] as StagedColumn;
    switch (this.#kinds[field]) {
      case TEXT:
        return (column as TextColumn).put(row, buffer, from, end);
      case LABEL:
        return (column as LabelColumn).put(row, buffer, from, end);
      case INT:
        return (column as IntColumn).put(row, buffer, from, end);
      case LONG:
        return (column as LongColumn).put(row, buffer, from, end);
      default:
        return column.put(row, buffer, from, end);
    }
  }
}

function kindOf(column: StagedColumn): number {
  if (column instanceof TextColumn) return TEXT;
  if (column instanceof LabelColumn) return LABEL;
  if (column instanceof IntColumn) return INT;
  return column instanceof LongColumn ? LONG : OTHER;
}
