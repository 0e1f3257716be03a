/**
 * Definition levels of a flat nullable column: their length, then one run, or one bit a row.
 * @param present 1 where a row has a value, 0 elsewhere, and behind the rows up to a multiple of eight.
 */
export function definitionLevels(present: Uint8Array, rows: number, all: boolean): Uint8Array {
  const groups = Math.ceil(rows / 8);
  const header = varint(all ? rows * 2 : groups * 2 + 1);
  const size = header.length + (all ? 1 : groups);
  const bytes = new Uint8Array(4 + size);
  new DataView(bytes.buffer).setUint32(0, size, true);
  bytes.set(header, 4);
  const first = 4 + header.length;
  if (all) {
    bytes[first] = 1;
    return bytes;
  }
  for (let group = 0; group < groups; group++) {
    const row = group * 8;
    let bits = 0;
    for (let bit = 0; bit < 8; bit++) bits |= (present[row + bit] as number) << bit;
    bytes[first + group] = bits;
  }
  return bytes;
}

/** Unsigned LEB128. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return bytes;
}
