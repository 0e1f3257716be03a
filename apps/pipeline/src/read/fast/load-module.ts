import { readFile } from 'node:fs/promises';

/** What the module of `assembly/read-lines.ts` exports. Addresses are numbers; flags are 0 or 1. */
export interface ReadLinesExports {
  readonly memory: WebAssembly.Memory;
  /** Where `readLines` came to. */
  readonly next: WebAssembly.Global;
  readonly last: WebAssembly.Global;
  readonly full: WebAssembly.Global;
  firstFree(): number;
  addField(kind: number, key: number, keyLength: number, staged: number, required: number): number;
  setColumn(field: number, head: number, present: number, values: number): void;
  setDecimal(field: number, precision: number, scale: number): void;
  setDictionary(field: number, entries: number, starts: number, table: number, places: number): void;
  setTimeField(field: number): void;
  setIdField(field: number, head: number, present: number, values: number): void;
  setPlaceColumn(which: number, head: number, present: number, values: number): void;
  setLimits(rows: number, textBytes: number): void;
  beginTask(seed: number, dayStart: number, dayEnd: number): void;
  readLines(
    from: number,
    limit: number,
    filled: number,
    clean: number,
    row: number,
    line: number,
    base: number,
  ): number;
}

/**
 * The compiled fast path, to be given to each thread; null where this Node cannot run it (WebAssembly switched off, a
 * processor without SIMD). What it does the parser does as well, in more time.
 */
export async function loadModule(): Promise<WebAssembly.Module | null> {
  if (typeof WebAssembly === 'undefined') return null;
  // The module is built: from the sources (in tests) too it is the built one that runs.
  const built = import.meta.url.endsWith('.ts')
    ? '../../../dist/read/fast/read-lines.wasm'
    : './read-lines.wasm';
  const bytes = await readFile(new URL(built, import.meta.url));
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : null;
}
