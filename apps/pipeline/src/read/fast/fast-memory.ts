import type { ColumnMemory } from '../staging/column-memory.ts';
import { TEXT_LIMIT } from '../staging/text-column.ts';
import type { ReadLinesExports } from './load-module.ts';

const PAGE = 1 << 16;
const ALIGNMENT = 16;

/** What is read sixteen bytes at a time may be read so far past its end. */
export const SLACK = 64;

/**
 * The memory of one instance of the fast path. It has its size from the start: were it to grow, whoever holds a part
 * of it would hold nothing. What nobody writes to is not taken from the machine.
 */
export class FastMemory implements ColumnMemory {
  readonly exports: ReadLinesExports;
  readonly textBytes: number;
  readonly #buffer: ArrayBuffer;
  #end: number;

  /**
   * @param columns that will be made, at most.
   * @param lineBytes how much is read at a time: a column of text, not full yet, has room for as much again.
   * @throws RangeError where there is not so much memory.
   */
  constructor(module: WebAssembly.Module, columns: number, lineBytes: number) {
    const { exports } = new WebAssembly.Instance(module, { env: { abort } });
    this.exports = exports as unknown as ReadLinesExports;
    this.textBytes = TEXT_LIMIT + lineBytes + SLACK;
    // A column of text is the largest.
    const bytes = lineBytes + (columns + 1) * (this.textBytes + 2 * PAGE);
    this.exports.memory.grow(Math.ceil(bytes / PAGE));
    this.#buffer = this.exports.memory.buffer as ArrayBuffer;
    this.#end = this.exports.firstFree();
  }

  allocate(bytes: number): Uint8Array<ArrayBuffer> {
    const start = Math.ceil(this.#end / ALIGNMENT) * ALIGNMENT;
    this.#end = start + bytes + SLACK;
    return new Uint8Array(this.#buffer, start, bytes);
  }
}

/** The module's way to say that it is broken. */
function abort(_message: number, _file: number, line: number, column: number): never {
  throw new Error(`The fast path failed at ${line}:${column}.`);
}
