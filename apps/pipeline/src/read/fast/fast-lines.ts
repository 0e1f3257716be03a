import type { ParsedField, ParserPlan } from '@datahub/contract/storage';
import type { ByteWindow } from '../byte-window.ts';
import { ROWS_OF_GROUP, type StagedColumn } from '../staging/column.ts';
import { LabelColumn } from '../staging/label-column.ts';
import type { DayBounds, StagedRecords } from '../staging/staged-records.ts';
import { TEXT_LIMIT } from '../staging/text-column.ts';
import type { FastMemory } from './fast-memory.ts';
import type { ReadLinesExports } from './load-module.ts';

/** How values lie in a column: the numbers of `assembly/field.ts`. */
const KIND = {
  text: 0,
  label: 1,
  int: 2,
  date: 3,
  bigint: 4,
  timestamp: 5,
  decimal: 6,
  wideDecimal: 7,
  double: 8,
  boolean: 9,
} as const;

/** An INT64 holds decimals of so many digits. */
const WIDEST_LONG_DECIMAL = 18;

/**
 * Takes the lines of NDJSON that are plainly good, many in one call. It is the parser's shorter way and never another
 * one: a line that it takes gives what `JsonRecordParser` would give, and every other line is left to that.
 */
export class FastLines {
  readonly #wasm: ReadLinesExports;
  readonly #staged: StagedRecords;
  /** Place in the window of the line that comes next. */
  next = 0;
  /** Place of the line that was taken last. */
  last = 0;

  /** Null where the plan is not for it. */
  static of(plan: ParserPlan, staged: StagedRecords, memory: FastMemory): FastLines | null {
    if (plan.format !== 'NDJSON') return null;
    const wasm = memory.exports;
    for (const [index, field] of plan.fields.entries()) {
      const key = memory.allocate(Buffer.byteLength(field.name) + 1);
      key.set(Buffer.from(`${field.name}"`));
      const required = field.nullable ? 0 : 1;
      const kind = kindOf(field);
      if (wasm.addField(kind, key.byteOffset, key.length, field.staged ? 1 : 0, required) < 0) return null;
      const column = staged.columns[index] as StagedColumn;
      wasm.setColumn(index, ...addressesOf(column));
      if (field.type.kind === 'decimal') wasm.setDecimal(index, field.type.precision, field.type.scale);
      if (column instanceof LabelColumn) {
        const { entries, starts, table } = column;
        wasm.setDictionary(index, entries.byteOffset, starts.byteOffset, table.byteOffset, table.length);
      }
      if (field.name === plan.timeField) wasm.setTimeField(index);
      if (field.name === staged.ids?.field) {
        wasm.setIdField(index, ...addressesOf(staged.ids.hashes.column));
      }
    }
    const { line, offset, length } = staged.places ?? {};
    for (const [which, column] of [line, offset, length].entries()) {
      if (column) wasm.setPlaceColumn(which, ...addressesOf(column));
    }
    wasm.setLimits(ROWS_OF_GROUP, TEXT_LIMIT);
    return new FastLines(wasm, staged);
  }

  private constructor(wasm: ReadLinesExports, staged: StagedRecords) {
    this.#wasm = wasm;
    this.#staged = staged;
  }

  /** To be called when `staged` has begun a task. */
  begin({ start, end }: DayBounds): void {
    this.#wasm.beginTask(this.#staged.ids?.hashes.seed ?? 0, start, end);
  }

  /**
   * Takes lines of the window from `at` on that start before `limit`, up to one that is not plainly good; `next` and
   * `last` then say where it is. The window's bytes must lie in the memory of this instance.
   *
   * @param line number of the first one.
   * @returns how many were taken.
   */
  read(window: ByteWindow, at: number, limit: number, line: number): number {
    const { buffer, filled, clean } = window;
    const start = buffer.byteOffset;
    let taken = 0;
    this.next = at;
    do {
      this.#staged.beginRows();
      const rows = this.#wasm.readLines(
        start + this.next,
        start + limit,
        start + filled,
        clean ? 1 : 0,
        this.#staged.row,
        line + taken,
        window.offsetOf(-start),
      );
      taken += rows;
      this.next = this.#wasm.next.value - start;
      this.#staged.endRows(rows, this.#wasm.full.value === 1);
    } while (this.#wasm.full.value === 1);
    this.last = this.#wasm.last.value - start;
    return taken;
  }
}

function kindOf({ type, label }: ParsedField): number {
  if (type.kind === 'string') return label ? KIND.label : KIND.text;
  if (type.kind === 'decimal' && type.precision > WIDEST_LONG_DECIMAL) return KIND.wideDecimal;
  return KIND[type.kind];
}

function addressesOf(column: StagedColumn): [number, number, number] {
  return [column.head.byteOffset, column.present.byteOffset, column.area.byteOffset];
}
