/**
 * Writes the Thrift compact protocol, as far as Parquet's metadata needs it.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class ThriftWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #lastField = 0;
  readonly #fields: number[] = [];

  /** What was written, as a view: use it before the next write. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = value;
  }

  /** Unsigned; up to 2^53. */
  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#byte(rest);
  }

  #zigzag(value: number): void {
    this.#varint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  #field(id: number, type: number): void {
    this.#byte(((id - this.#lastField) << 4) | type);
    this.#lastField = id;
  }

  bool(id: number, value: boolean): void {
    this.#field(id, value ? 1 : 2);
  }

  i32(id: number, value: number): void {
    this.#field(id, 5);
    this.#zigzag(value);
  }

  i64(id: number, value: number): void {
    this.#field(id, 6);
    this.#zigzag(value);
  }

  #text(value: string): void {
    const bytes = Buffer.from(value);
    this.#varint(bytes.length);
    for (const byte of bytes) this.#byte(byte);
  }

  string(id: number, value: string): void {
    this.#field(id, 8);
    this.#text(value);
  }

  struct(id: number, body: () => void): void {
    this.#field(id, 12);
    this.element(body);
  }

  /** A struct with no field header: the top one, or an element of a list. */
  element(body: () => void): void {
    this.#fields.push(this.#lastField);
    this.#lastField = 0;
    body();
    this.#byte(0);
    this.#lastField = this.#fields.pop() as number;
  }

  #list(id: number, type: number, size: number): void {
    this.#field(id, 9);
    if (size < 15) {
      this.#byte((size << 4) | type);
    } else {
      this.#byte(0xf0 | type);
      this.#varint(size);
    }
  }

  structs<T>(id: number, items: readonly T[], body: (item: T) => void): void {
    this.#list(id, 12, items.length);
    for (const item of items) this.element(() => body(item));
  }

  i32s(id: number, items: readonly number[]): void {
    this.#list(id, 5, items.length);
    for (const item of items) this.#zigzag(item);
  }

  strings(id: number, items: readonly string[]): void {
    this.#list(id, 8, items.length);
    for (const item of items) this.#text(item);
  }
}
