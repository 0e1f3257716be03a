import type { Rule } from '../rules.ts';
import { ROWS_OF_GROUP } from './column.ts';
import { constantInt } from './constant-pages.ts';
import { LongColumn } from './number-columns.ts';
import { ParquetFile } from './parquet-file.ts';
import { STAGED } from './staged-names.ts';
import { TextColumn } from './text-column.ts';

/** A record's place: line from 1 within its task, offset from 0 in the content of the file. */
export interface Place {
  line: number;
  offset: number;
}

/** Refused records, whole: `#task`, `line` (within the task), `byte_offset`, `rule`, `detail`, `raw`. */
export class RefusedFile {
  readonly #path: string;
  readonly #line = new LongColumn('line', { kind: 'bigint' });
  readonly #offset = new LongColumn('byte_offset', { kind: 'bigint' });
  readonly #rule = new TextColumn('rule', { kind: 'text' });
  readonly #detail = new TextColumn('detail', { kind: 'text' });
  readonly #raw = new TextColumn('raw', { kind: 'blob' });
  readonly #columns = [this.#line, this.#offset, this.#rule, this.#detail, this.#raw];
  #file: ParquetFile | null = null;
  #rows = 0;
  #task = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** What is added from now on is of this task. What was before must have been flushed. */
  begin(task: number): void {
    this.#task = task;
  }

  add(rule: Rule, detail: string | null, place: Place, buffer: Uint8Array, from: number, end: number): void {
    const row = this.#rows++;
    this.#line.putNumber(row, place.line);
    this.#offset.putNumber(row, place.offset);
    this.#rule.putText(row, rule);
    if (detail !== null) this.#detail.putText(row, detail);
    this.#raw.put(row, buffer, from, end);
    if (this.#rows === ROWS_OF_GROUP || this.#raw.isFull()) this.flush();
  }

  flush(): void {
    if (this.#rows === 0) return;
    this.#file ??= new ParquetFile(this.#path, [
      { name: STAGED.task, type: { kind: 'int' } },
      ...this.#columns,
    ]);
    const rows = this.#rows;
    this.#file.writeRowGroup(rows, [
      constantInt(this.#task, rows),
      ...this.#columns.map((column) => column.take(rows)),
    ]);
    this.#rows = 0;
  }

  /** Path of the file, or null where nothing was refused. */
  close(): string | null {
    this.flush();
    this.#file?.close();
    return this.#file?.path ?? null;
  }
}
