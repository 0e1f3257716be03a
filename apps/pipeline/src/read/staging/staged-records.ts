import type { ParserPlan } from '@datahub/contract/storage';
import type { Refusal } from '../records/refusal.ts';
import { CHECKED_EVERY, ROWS_OF_GROUP, type StagedColumn, Token } from './column.ts';
import { columnFor } from './column-for.ts';
import { type ColumnMemory, heapMemory } from './column-memory.ts';
import { constantInt, constantText } from './constant-pages.ts';
import { IdHashes } from './id-hashes.ts';
import { LabelColumn } from './label-column.ts';
import { LongColumn } from './number-columns.ts';
import { ParquetFile } from './parquet-file.ts';
import { type Place, RefusedFile } from './refused-file.ts';
import { STAGED } from './staged-names.ts';
import { TextColumn } from './text-column.ts';

/** The business day, in seconds from 1970-01-01T00:00:00Z: from `start`, up to and without `end`. */
export interface DayBounds {
  readonly start: number;
  readonly end: number;
}

/** So many bytes are worth a look whether a column is full. */
const LONG_RECORD = 1 << 16;

/** The column whose values tell duplicates, and what all threads know of them: memory of `SeenHashes`. */
export interface StagedIds {
  readonly field: string;
  readonly seen: SharedArrayBuffer;
}

/** Paths of the files of one thread; null where nothing was written. */
export interface StagedFiles {
  readonly good: string | null;
  readonly refused: string | null;
  /** Hashes of ids that may have come more than once. */
  readonly repeated: string | null;
}

/** What a task left behind. */
export interface TaskCounts {
  records: number;
  staged: number;
  refused: number;
  rounded: number;
  /** Records that the fast path took. */
  fast: number;
}

/** Columns of a record's place in the input. */
export interface PlaceColumns {
  readonly line: LongColumn;
  readonly offset: LongColumn;
  readonly length: LongColumn;
}

/**
 * Takes the records of one thread: good ones into one staged file, refused ones, whole, into another. Row groups end
 * with the task, so that `#task` and the number of the row in the file order the records as the input does.
 */
export class StagedRecords {
  readonly columns: readonly StagedColumn[];
  readonly #required: readonly StagedColumn[];
  readonly #written: readonly StagedColumn[];
  /** All that a row may have a value in. */
  readonly #settled: readonly StagedColumn[];
  /** Columns whose memory grows with what is in them. */
  readonly #bounded: readonly (TextColumn | LabelColumn)[];
  readonly #time: LongColumn | null;
  /** Where the source's SQL makes the events. */
  readonly places: PlaceColumns | null;
  /** Where ids are hashed. */
  readonly ids: { readonly field: string; readonly hashes: IdHashes } | null;
  readonly #path: string;
  #file: ParquetFile | null = null;
  readonly #refused: RefusedFile;
  #rows = 0;
  #task = 0;
  #runDate = '';
  #day: DayBounds = { start: 0, end: 0 };
  counts: TaskCounts = { records: 0, staged: 0, refused: 0, rounded: 0, fast: 0 };

  /**
   * @param path of the staged files, without ending.
   * @param ids where ids are hashed as they come (`hashesIds`).
   */
  constructor(plan: ParserPlan, path: string, ids: StagedIds | null, memory: ColumnMemory = heapMemory) {
    this.#path = path;
    this.#refused = new RefusedFile(`${path}.refused.parquet`);
    this.columns = plan.fields.map((field) => columnFor(field.name, field.type, field.label, memory));
    this.#required = this.columns.filter((_, index) => plan.fields[index]?.nullable === false);
    const time = this.columns.find((column) => column.name === plan.timeField);
    this.#time = time instanceof LongColumn ? time : null;
    const long = (name: string) => new LongColumn(name, { kind: 'bigint' }, Token.NUMBER, memory);
    this.places = plan.mapped
      ? { line: long(STAGED.line), offset: long(STAGED.offset), length: long(STAGED.length) }
      : null;
    const id = this.columns.find((column) => column.name === ids?.field);
    this.ids =
      ids !== null && id instanceof TextColumn
        ? { field: ids.field, hashes: new IdHashes(id, ids.seen, `${path}.repeated.parquet`, memory) }
        : null;
    this.#written = [
      ...this.columns.filter((_, index) => plan.fields[index]?.staged),
      ...(this.places ? Object.values(this.places) : []),
      ...(this.ids ? [this.ids.hashes.column] : []),
    ];
    this.#settled = [...new Set([...this.columns, ...this.#written])];
    this.#bounded = this.columns.filter(
      (column) => column instanceof TextColumn || column instanceof LabelColumn,
    );
  }

  /** Where values of the next record are put. */
  get row(): number {
    return this.#rows;
  }

  begin(task: number, runDate: string, day: DayBounds): void {
    this.#task = task;
    this.#refused.begin(task);
    this.ids?.hashes.begin(runDate);
    this.#runDate = runDate;
    this.#day = day;
    this.counts = { records: 0, staged: 0, refused: 0, rounded: 0, fast: 0 };
  }

  /** Ends a record whose values were put into `columns`; `buffer` from `from` to `end` is its text. */
  endRecord(
    refusal: Refusal,
    rounded: number,
    place: Place,
    buffer: Uint8Array,
    from: number,
    end: number,
  ): void {
    this.counts.records++;
    if (refusal.rule === null) this.#checkEvent(refusal);
    const row = this.#rows;
    if (refusal.rule !== null) {
      for (const column of this.columns) column.drop(row);
      this.counts.refused++;
      this.#refused.add(refusal.rule, refusal.detail, place, buffer, from, end);
      refusal.clear();
      return;
    }
    if (this.places) {
      this.places.line.putNumber(row, place.line);
      this.places.offset.putNumber(row, place.offset);
      this.places.length.putNumber(row, end - from);
    }
    this.ids?.hashes.add(row);
    this.#rows++;
    this.counts.staged++;
    this.counts.rounded += rounded;
    if (this.#isFull(end - from)) this.#flush();
  }

  /** Makes room for rows that come from elsewhere, behind those that are there. */
  beginRows(): void {
    if (this.#bounded.some((column) => column.isFull())) this.#flush();
    for (const column of this.#settled) column.settle();
    for (const column of this.#bounded) if (column instanceof TextColumn) column.returnToArea();
  }

  /** Takes over rows that were put into the columns from elsewhere, and settled; `full` ends their row group. */
  endRows(rows: number, full: boolean): void {
    this.#rows += rows;
    this.counts.records += rows;
    this.counts.staged += rows;
    this.counts.fast += rows;
    if (full) this.#flush();
  }

  #isFull(bytes: number): boolean {
    if (this.#rows === ROWS_OF_GROUP) return true;
    if (this.#rows % CHECKED_EVERY !== 0 && bytes < LONG_RECORD) return false;
    return this.#bounded.some((column) => column.isFull());
  }

  #checkEvent(refusal: Refusal): void {
    for (const column of this.#required) {
      if (column.present[this.#rows] === 0) refusal.add('missing_required', column.name);
    }
    const time = this.#time;
    if (time !== null && time.present[this.#rows] === 1) {
      const { seconds } = time.instant;
      if (seconds < this.#day.start || seconds >= this.#day.end) refusal.add('wrong_day', time.name);
    }
  }

  #flush(): void {
    if (this.#rows === 0) return;
    this.#file ??= new ParquetFile(`${this.#path}.good.parquet`, [
      { name: STAGED.runDate, type: { kind: 'text' } },
      { name: STAGED.task, type: { kind: 'int' } },
      ...this.#written,
    ]);
    const rows = this.#rows;
    this.ids?.hashes.lookUp();
    this.#file.writeRowGroup(rows, [
      constantText(this.#runDate, rows),
      constantInt(this.#task, rows),
      ...this.#written.map((column) => column.take(rows)),
    ]);
    for (const column of this.columns) if (!this.#written.includes(column)) column.take(rows);
    this.#rows = 0;
  }

  endTask(): TaskCounts {
    this.#flush();
    this.#refused.flush();
    return this.counts;
  }

  /** Ends the files. Returns those that were written. */
  close(): StagedFiles {
    this.#file?.close();
    return {
      good: this.#file?.path ?? null,
      refused: this.#refused.close(),
      repeated: this.ids?.hashes.close() ?? null,
    };
  }
}
