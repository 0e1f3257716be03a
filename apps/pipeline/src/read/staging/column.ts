import { type ColumnMemory, heapMemory } from './column-memory.ts';
import { definitionLevels } from './levels.ts';
import type { ColumnPages, StagedType } from './parquet-file.ts';

/** What a value turned out to be. */
export const Verdict = { FITS: 0, ROUNDED: 1, WRONG_TYPE: 2, INVALID_TEXT: 3 } as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** Which JSON token a column takes. */
export const Token = { STRING: 1, NUMBER: 2, BOOLEAN: 3 } as const;
export type Token = (typeof Token)[keyof typeof Token];

/** Rows of a row group: so many are kept in memory before they are written. */
export const ROWS_OF_GROUP = 65_536;

/** After so many rows it is looked whether a column is full. */
export const CHECKED_EVERY = 256;

/**
 * One column of the row group that is being filled.
 *
 * A value is put for a row, and counts once a value for a later row is put, or the row group is taken: so a record
 * that is refused leaves no trace (the next one takes its row), and keeping a record costs nothing for each column.
 */
export abstract class StagedColumn {
  readonly name: string;
  readonly type: StagedType;
  readonly token: Token;
  /** What is final, in two numbers: values (rows without nulls), and bytes of text, where it is text. */
  readonly head: Int32Array;
  /** 1 where the row has a value. */
  readonly present: Uint8Array;
  /** Values of rows without nulls, one behind the other. */
  readonly area: Uint8Array;
  /** The row that was put last; -1 where there is none, or its record was refused. */
  #row = -1;

  /** @param size bytes that the values of a row group take. */
  constructor(name: string, type: StagedType, token: Token, size: number, memory: ColumnMemory = heapMemory) {
    this.name = name;
    this.type = type;
    this.token = token;
    const head = memory.allocate(8);
    this.head = new Int32Array(head.buffer, head.byteOffset, 2);
    this.present = memory.allocate(ROWS_OF_GROUP);
    this.area = memory.allocate(size);
  }

  /** Values before the one that was put last. */
  protected get count(): number {
    return this.head[0] as number;
  }

  /**
   * Puts the value whose text (of a JSON string: decoded) lies in `buffer` from `from` to `end`.
   *
   * @param row never smaller than before; the same again replaces the value.
   */
  abstract put(row: number, buffer: Uint8Array, from: number, end: number): Verdict;

  /** To be called by `put` first: makes room for the value of the row. True where the one before is now kept. */
  protected advance(row: number): boolean {
    this.present[row] = 1;
    if (row === this.#row) return false;
    const kept = this.#row >= 0;
    if (kept) this.head[0]!++;
    this.#row = row;
    return kept;
  }

  /** Makes the value that was put last final, if there is one: whoever else fills the column goes on behind it. */
  settle(): boolean {
    const pending = this.#row >= 0;
    if (pending) this.head[0]!++;
    this.#row = -1;
    return pending;
  }

  /** Forgets what was put for a row: its record is refused. */
  drop(row: number): void {
    if (this.#row !== row) return;
    this.present[row] = 0;
    this.#row = -1;
  }

  /** The pages of the first `rows` rows; then the column is empty again. The bytes hold until the next value. */
  take(rows: number): ColumnPages {
    this.settle();
    const { dictionary, data } = this.values();
    const levels = definitionLevels(this.present, rows, this.count === rows);
    this.present.fill(0, 0, rows);
    this.head[0] = 0;
    return { ...(dictionary ? { dictionary } : {}), data: [levels, ...data] };
  }

  /** What is final; nothing is afterwards. */
  protected abstract values(): Pick<ColumnPages, 'dictionary'> & { readonly data: readonly Uint8Array[] };
}
