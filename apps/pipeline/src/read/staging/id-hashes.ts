import type { ParserPlan } from '@datahub/contract/storage';
import { ROWS_OF_GROUP, Token } from './column.ts';
import type { ColumnMemory } from './column-memory.ts';
import { hashBytes } from './hash-bytes.ts';
import { IntColumn } from './number-columns.ts';
import { ParquetFile } from './parquet-file.ts';
import { SeenHashes } from './seen-hashes.ts';
import { STAGED } from './staged-names.ts';
import type { TextColumn } from './text-column.ts';

/** So many hashes are looked up at once: what is fetched for them lies close by then. */
const BATCH = 512;

/** True where ids are hashed as they are parsed: the record is the event, and its id any text. */
export function hashesIds(plan: ParserPlan, idField: string | null): boolean {
  const field = plan.fields.find(({ name }) => name === idField);
  return !plan.mapped && field?.type.kind === 'string' && !field.label;
}

/**
 * Hashes the ids of one thread's events: the staged column `#hash`, and a file of the hashes that any thread may have
 * met before (`#hash`). Ids of a day are alike only if their hashes are, so that no others need to be compared.
 */
export class IdHashes {
  readonly column: IntColumn;
  readonly #ids: TextColumn;
  readonly #seen: SeenHashes;
  readonly #repeated = new IntColumn(STAGED.hash, { kind: 'int' });
  readonly #path: string;
  #file: ParquetFile | null = null;
  #rows = 0;
  readonly #batch = new Int32Array(BATCH);
  /** Hash of the day: what an id's hash begins with. */
  seed = 0;

  constructor(ids: TextColumn, seen: SharedArrayBuffer, path: string, memory?: ColumnMemory) {
    this.column = new IntColumn(STAGED.hash, { kind: 'int' }, Token.NUMBER, memory);
    this.#ids = ids;
    this.#seen = new SeenHashes(seen);
    this.#path = path;
  }

  /** What is added from now on is of this day: the same id on another day is another event. */
  begin(runDate: string): void {
    const day = Buffer.from(runDate);
    this.seed = hashBytes(day, 0, day.length, 0);
  }

  /** Adds the id of an event that is kept, if it has one: an empty one names nothing. */
  add(row: number): void {
    if (!this.#ids.hasText(row)) return;
    this.column.putNumber(row, this.#ids.hash(this.seed));
  }

  /** Looks up the hashes of the row group. To be called once, before the column is taken. */
  lookUp(): void {
    this.column.settle();
    const hashes = this.column.settled();
    for (let from = 0; from < hashes.length; from += BATCH) {
      const batch = hashes.subarray(from, from + BATCH);
      this.#batch.set(batch);
      const repeated = this.#seen.add(this.#batch, batch.length);
      for (let index = 0; index < repeated; index++) {
        this.#repeated.putNumber(this.#rows++, this.#batch[index] as number);
        if (this.#rows === ROWS_OF_GROUP) this.#flush();
      }
    }
  }

  #flush(): void {
    if (this.#rows === 0) return;
    this.#file ??= new ParquetFile(this.#path, [this.#repeated]);
    this.#file.writeRowGroup(this.#rows, [this.#repeated.take(this.#rows)]);
    this.#rows = 0;
  }

  /** Path of the file of repeated hashes, or null where there is none. */
  close(): string | null {
    this.#flush();
    this.#file?.close();
    return this.#file?.path ?? null;
  }
}
