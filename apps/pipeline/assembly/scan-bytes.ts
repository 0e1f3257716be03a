// Bytes are read sixteen at a time, past the end of what is looked for: whoever lends memory leaves 16 bytes behind it.

export const LF: u32 = 10;
export const CR: u32 = 13;
export const QUOTE: u32 = 34;

const TAB: u32 = 9;
const SPACE: u32 = 32;
const BACKSLASH: u32 = 92;

/** First place from `at` that is neither a space nor a tab. */
export function skipBlanks(at: usize): usize {
  let place = at;
  while (load<u8>(place) === SPACE || load<u8>(place) === TAB) place++;
  return place;
}

/** One bit for each of the 16 bytes that ends a plain run of a string: a quote, a backslash, a control character. */
function endsOfRun(bytes: v128): i32 {
  return i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(<i8>QUOTE)), i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH))),
      i8x16.lt_u(bytes, i8x16.splat(<i8>SPACE)),
    ),
  );
}

function quoteAt(place: usize): usize {
  return load<u8>(place) === QUOTE ? place : 0;
}

/** Place of the quote that closes the string whose text starts at `at`; 0 where a backslash or anything odd comes first. */
export function endOfString(at: usize): usize {
  let place = at;
  while (true) {
    const ends = endsOfRun(v128.load(place));
    if (ends !== 0) return quoteAt(place + ctz(ends));
    place += 16;
  }
}

/** The same, and the text is copied on the way; up to 15 bytes behind it are written over. */
export function copyString(at: usize, target: usize): usize {
  let place = at;
  let into = target;
  while (true) {
    const bytes = v128.load(place);
    v128.store(into, bytes);
    const ends = endsOfRun(bytes);
    if (ends !== 0) return quoteAt(place + ctz(ends));
    place += 16;
    into += 16;
  }
}

/** True where so many bytes are the same. */
export function isSame(one: usize, other: usize, length: i32): bool {
  let left = length;
  let at = one;
  let beside = other;
  while (left > 16) {
    if (!i8x16.all_true(i8x16.eq(v128.load(at), v128.load(beside)))) return false;
    at += 16;
    beside += 16;
    left -= 16;
  }
  const wanted = (1 << left) - 1;
  return (i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(beside))) & wanted) === wanted;
}

/** True where no byte from `at` to `end` belongs to a character beyond ASCII. */
export function isAscii(at: usize, end: usize): bool {
  let place = at;
  for (; place + 16 <= end; place += 16) if (i8x16.bitmask(v128.load(place)) !== 0) return false;
  for (; place < end; place++) if (load<u8>(place) >= 0x80) return false;
  return true;
}
