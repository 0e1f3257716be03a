import { closeSync, openSync, writeSync } from 'node:fs';
import { ThriftWriter } from './thrift.ts';

/** How a column lies in the file. Physical types and annotations of the Parquet format. */
export type StagedType =
  | { readonly kind: 'text' | 'blob' | 'boolean' | 'int' | 'bigint' | 'double' | 'timestamp' | 'date' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number };

/** A column of a row group, as bytes: what is between the page headers. */
export interface ColumnPages {
  /** PLAIN values of the dictionary; the data are then bit-packed codes. */
  readonly dictionary?: { readonly values: Uint8Array; readonly count: number };
  /** Bodies of one data page, one after the other: levels, then values. */
  readonly data: readonly Uint8Array[];
}

interface ChunkPlace {
  readonly dictionaryOffset: number | null;
  readonly dataOffset: number;
  readonly bytes: number;
}

const PLAIN = 0;
const RLE = 3;
const RLE_DICTIONARY = 8;
const MAGIC = Buffer.from('PAR1');

/** Unscaled decimals that fit 64 bits lie in an INT64, wider ones in 16 bytes, big-endian. */
const WIDEST_INT64_DECIMAL = 18;

export function isWideDecimal(type: StagedType): boolean {
  return type.kind === 'decimal' && type.precision > WIDEST_INT64_DECIMAL;
}

/** Number of the physical type in the format's `Type`. */
function physicalType(type: StagedType): number {
  switch (type.kind) {
    case 'boolean':
      return 0;
    case 'int':
    case 'date':
      return 1;
    case 'bigint':
    case 'timestamp':
      return 2;
    case 'double':
      return 5;
    case 'text':
    case 'blob':
      return 6;
    case 'decimal':
      return isWideDecimal(type) ? 7 : 2;
  }
}

/**
 * Writes a Parquet file of flat, nullable columns without compression: the hand-over of parsed records to DuckDB.
 * It is read once, on the same machine, so that bytes cost less than packing them would.
 * https://parquet.apache.org/docs/file-format/
 */
export class ParquetFile {
  readonly path: string;
  readonly #columns: readonly { readonly name: string; readonly type: StagedType }[];
  readonly #fd: number;
  readonly #groups: { readonly rows: number; readonly chunks: readonly ChunkPlace[] }[] = [];
  #offset = 0;

  constructor(path: string, columns: readonly { readonly name: string; readonly type: StagedType }[]) {
    this.path = path;
    this.#columns = columns;
    this.#fd = openSync(path, 'wx');
    this.#write(MAGIC);
  }

  #write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#fd, bytes, done);
    this.#offset += bytes.length;
  }

  /** `columns` in the order of the constructor's. */
  writeRowGroup(rows: number, columns: readonly ColumnPages[]): void {
    const chunks = columns.map(({ dictionary, data }): ChunkPlace => {
      const start = this.#offset;
      if (dictionary) {
        this.#write(pageHeader(dictionary.values.length, { dictionary: dictionary.count }));
        this.#write(dictionary.values);
      }
      const dataOffset = this.#offset;
      const bytes = data.reduce((sum, part) => sum + part.length, 0);
      this.#write(pageHeader(bytes, { rows, encoding: dictionary ? RLE_DICTIONARY : PLAIN }));
      for (const part of data) this.#write(part);
      return { dictionaryOffset: dictionary ? start : null, dataOffset, bytes: this.#offset - start };
    });
    this.#groups.push({ rows, chunks });
  }

  /** Writes the footer. Without it the file cannot be read. */
  close(): void {
    const footer = new ThriftWriter();
    footer.element(() => {
      footer.i32(1, 1);
      footer.structs(2, [null, ...this.#columns], (column) => {
        if (column === null) {
          footer.string(4, 'staged');
          footer.i32(5, this.#columns.length);
        } else {
          writeSchemaElement(footer, column.name, column.type);
        }
      });
      footer.i64(
        3,
        this.#groups.reduce((sum, group) => sum + group.rows, 0),
      );
      footer.structs(4, this.#groups, ({ rows, chunks }) => {
        const places = chunks.map((place, index) => ({ place, column: this.#columns[index] as never }));
        footer.structs(1, places, ({ place, column }) => writeColumnChunk(footer, place, column, rows));
        footer.i64(
          2,
          chunks.reduce((sum, chunk) => sum + chunk.bytes, 0),
        );
        footer.i64(3, rows);
      });
    });
    const bytes = footer.bytes();
    const tail = Buffer.alloc(8);
    tail.writeUInt32LE(bytes.length);
    MAGIC.copy(tail, 4);
    this.#write(bytes);
    this.#write(tail);
    closeSync(this.#fd);
  }

  /** Gives the file up: the folder it lies in is about to go. */
  abandon(): void {
    closeSync(this.#fd);
  }
}

function pageHeader(bytes: number, page: { dictionary: number } | { rows: number; encoding: number }) {
  const header = new ThriftWriter();
  header.element(() => {
    header.i32(1, 'dictionary' in page ? 2 : 0);
    header.i32(2, bytes);
    header.i32(3, bytes);
    if ('dictionary' in page) {
      header.struct(7, () => {
        header.i32(1, page.dictionary);
        header.i32(2, PLAIN);
      });
    } else {
      header.struct(5, () => {
        header.i32(1, page.rows);
        header.i32(2, page.encoding);
        header.i32(3, RLE);
        header.i32(4, RLE);
      });
    }
  });
  return header.bytes();
}

function writeSchemaElement(footer: ThriftWriter, name: string, type: StagedType): void {
  footer.i32(1, physicalType(type));
  if (isWideDecimal(type)) footer.i32(2, 16);
  footer.i32(3, 1); // OPTIONAL
  footer.string(4, name);
  switch (type.kind) {
    case 'text':
      footer.i32(6, 0);
      return;
    case 'date':
      footer.i32(6, 6);
      return;
    case 'decimal':
      footer.i32(6, 5);
      footer.i32(7, type.scale);
      footer.i32(8, type.precision);
      return;
    case 'timestamp':
      footer.i32(6, 10);
      // The old annotation says nothing of zones; the logical type does: an instant, in microseconds.
      footer.struct(10, () =>
        footer.struct(8, () => {
          footer.bool(1, true);
          footer.struct(2, () => footer.struct(2, () => {}));
        }),
      );
      return;
    default:
  }
}

function writeColumnChunk(
  footer: ThriftWriter,
  place: ChunkPlace,
  column: { readonly name: string; readonly type: StagedType },
  rows: number,
): void {
  footer.i64(2, place.dictionaryOffset ?? place.dataOffset);
  footer.struct(3, () => {
    footer.i32(1, physicalType(column.type));
    footer.i32s(2, place.dictionaryOffset === null ? [PLAIN, RLE] : [PLAIN, RLE, RLE_DICTIONARY]);
    footer.strings(3, [column.name]);
    footer.i32(4, 0);
    footer.i64(5, rows);
    footer.i64(6, place.bytes);
    footer.i64(7, place.bytes);
    footer.i64(9, place.dataOffset);
    if (place.dictionaryOffset !== null) footer.i64(11, place.dictionaryOffset);
  });
}
