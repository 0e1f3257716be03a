import type { ColumnPages } from './parquet-file.ts';

/** One value for all rows of a row group: a dictionary of one entry, and a run of its code. */
function constant(value: Uint8Array, rows: number): ColumnPages {
  const run: number[] = [];
  let rest = rows * 2;
  for (; rest > 0x7f; rest >>>= 7) run.push((rest & 0x7f) | 0x80);
  run.push(rest);
  const levels = Uint8Array.from([run.length + 1, 0, 0, 0, ...run, 1]);
  return { dictionary: { values: value, count: 1 }, data: [levels, Uint8Array.from([1, ...run, 0])] };
}

export function constantText(text: string, rows: number): ColumnPages {
  const bytes = Buffer.from(text);
  const value = Buffer.alloc(4 + bytes.length);
  value.writeUInt32LE(bytes.length);
  bytes.copy(value, 4);
  return constant(value, rows);
}

export function constantInt(number: number, rows: number): ColumnPages {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(number);
  return constant(bytes, rows);
}
