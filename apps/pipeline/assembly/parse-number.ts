// Plain numbers: an optional minus, digits, a fraction; no exponent. What a function parsed stands in its globals, as
// there is one result of each kind at a time. 0 for "left to the parser": a number that may be good, or none at all.

/** More digits may not fit 64 bits. */
const MOST_DIGITS: usize = 18;
/** More digits are not exact as a double. */
const EXACT_DIGITS: usize = 15;

const MINUS: u32 = 45;
const POINT: u32 = 46;

/** All digits that were parsed last, as if there were no point. */
let digits: i64 = 0;
let negative: bool = false;
/** How many digits stand before the point, and behind it. */
let whole: usize = 0;
let fraction: usize = 0;

/** What `parseInteger` and `parseDecimal` parsed. */
export let integer: i64 = 0;
/** What `parseDouble` parsed. */
export let double: f64 = 0;

const POWERS = memory.data<i64>([
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000,
  1000000000000, 10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000,
  1000000000000000000,
]);

/** 10 to a power of at most 18. */
export function powerOfTen(exponent: usize): i64 {
  return load<i64>(POWERS + (exponent << 3));
}

/** End of the plain number at `at`, in `digits` and the like. */
export function parsePlain(at: usize): usize {
  negative = load<u8>(at) === MINUS;
  const first = at + (negative ? 1 : 0);
  let place = first;
  let value: i64 = 0;
  for (;;) {
    const digit = <u32>load<u8>(place) - 48;
    if (digit > 9) break;
    value = value * 10 + digit;
    place++;
  }
  whole = place - first;
  if (whole === 0 || (whole > 1 && load<u8>(first) === 48)) return 0;
  fraction = 0;
  if (load<u8>(place) === POINT) {
    const point = place + 1;
    place = point;
    for (;;) {
      const digit = <u32>load<u8>(place) - 48;
      if (digit > 9) break;
      value = value * 10 + digit;
      place++;
    }
    fraction = place - point;
    if (fraction === 0) return 0;
  }
  digits = value;
  return place;
}

/** End of a whole number. */
export function parseInteger(at: usize): usize {
  const end = parsePlain(at);
  if (end === 0 || fraction !== 0 || whole > MOST_DIGITS) return 0;
  integer = negative ? -digits : digits;
  return end;
}

/** End of a number that a decimal of so many digits holds as it is; `integer` is the unscaled value. */
export function parseDecimal(at: usize, precision: usize, scale: usize): usize {
  const end = parsePlain(at);
  const most = min(precision, MOST_DIGITS);
  if (end === 0 || fraction > scale || whole + scale > most) return 0;
  const unscaled = digits * powerOfTen(scale - fraction);
  integer = negative ? -unscaled : unscaled;
  return end;
}

/** End of a number whose nearest double one division gives: both of its sides are exact. */
export function parseDouble(at: usize): usize {
  const end = parsePlain(at);
  if (end === 0 || whole + fraction > EXACT_DIGITS) return 0;
  const value = <f64>digits / <f64>powerOfTen(fraction);
  double = negative ? -value : value;
  return end;
}
