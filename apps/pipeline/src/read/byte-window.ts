import { isUtf8 } from 'node:buffer';
import type { ByteSource } from './open-input.ts';

const WINDOW = 1 << 20;

/** Longer records are not read: a file without line ends must not fill the memory. */
export const RECORD_LIMIT = 64 << 20;

const LF = 10;

/** Bytes of a window, and the line feed behind them. */
export const WINDOW_MEMORY = WINDOW + 1;

/**
 * The part of a file that is being read. Records are taken from `at` on; `fill` brings more behind them. The byte at
 * `filled` is always a line feed that belongs to nobody: it stops whoever scans for one.
 */
export class ByteWindow {
  buffer: Buffer;
  /** Where the next record starts. */
  at = 0;
  filled = 0;
  /** Nothing comes after `filled`. */
  ended = false;
  /** Every record that lies in the window as a whole is valid UTF-8. */
  clean = true;
  readonly #memory: Buffer;
  #source: ByteSource;
  /** Why the source can be read no further. */
  #failure: unknown;
  /** Offset in the content of `buffer[0]`. */
  #base: number;

  /**
   * @param base offset in the content at which the source starts.
   * @param memory WINDOW_MEMORY bytes: one after the other, windows may use the same. What is left to the garbage
   *   collector lies about for long.
   */
  constructor(source: ByteSource, base: number, memory: Buffer) {
    this.#source = source;
    this.#base = base;
    this.#memory = memory;
    this.buffer = memory;
  }

  /** False while a long record needs more memory than was given. */
  get inPlace(): boolean {
    return this.buffer === this.#memory;
  }

  /** Offset in the content of a place in the buffer. */
  offsetOf(place: number): number {
    return this.#base + place;
  }

  /** Moves what is left to the front and reads on. False where the record at hand grew beyond all limits. */
  async fill(): Promise<boolean> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.at > 0) {
      this.buffer.copyWithin(0, this.at, this.filled);
      this.#base += this.at;
      this.filled -= this.at;
      this.at = 0;
    }
    if (this.filled + 1 === this.buffer.length) {
      if (this.filled > RECORD_LIMIT) return false;
      this.#moveTo(Buffer.alloc(this.buffer.length * 2));
    } else if (!this.inPlace && this.filled < WINDOW / 2) {
      // One long record must not hold its memory for the rest of the file.
      this.#moveTo(this.#memory);
    }
    const limit = this.buffer.length - 1;
    while (this.filled < limit && !this.ended && this.#failure === undefined) {
      try {
        const read = await this.#source.read(this.buffer, this.filled, limit - this.filled);
        this.filled += read;
        this.ended = read === 0;
      } catch (error) {
        // What came before the damage is read first: the error can then say how far that was.
        this.#failure = error;
      }
    }
    this.buffer[this.filled] = LF;
    // No character straddles a line feed.
    const whole = this.ended ? this.filled : this.buffer.lastIndexOf(LF, this.filled - 1) + 1;
    this.clean = isUtf8(this.buffer.subarray(0, whole));
    return true;
  }

  #moveTo(other: Buffer): void {
    this.buffer.copy(other, 0, 0, this.filled);
    this.buffer = other;
  }

  /** Passes over a byte order mark at the very start of the content. */
  skipByteOrderMark(): void {
    if (this.#base + this.at !== 0 || this.filled < 3) return;
    if (this.buffer[0] === 0xef && this.buffer[1] === 0xbb && this.buffer[2] === 0xbf) this.at = 3;
  }
}
