/**
 * Numbers from their text, in the grammar of RFC 8259: `-`, digits without leading zeros, fraction, exponent. Values
 * never pass through a double unless the column is one.
 */

const DIGIT_0 = 48;
const MINUS = 45;
const POINT = 46;

/** 10^0 … 10^15: exact as doubles. */
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * End of the number that starts at `from`, or -1 where none does. What follows the number is not looked at.
 */
export function endOfNumber(buffer: Uint8Array, from: number, end: number): number {
  let at = buffer[from] === MINUS ? from + 1 : from;
  const first = at;
  at = endOfDigits(buffer, at, end);
  if (at === first || (buffer[first] === DIGIT_0 && at > first + 1)) return -1;
  if (at < end && buffer[at] === POINT) {
    const fraction = at + 1;
    at = endOfDigits(buffer, fraction, end);
    if (at === fraction) return -1;
  }
  if (at < end && ((buffer[at] as number) | 32) === 101) {
    const signed = at + 1 < end && (buffer[at + 1] === 43 || buffer[at + 1] === MINUS);
    const exponent = at + (signed ? 2 : 1);
    at = endOfDigits(buffer, exponent, end);
    if (at === exponent) return -1;
  }
  return at;
}

function endOfDigits(buffer: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (buffer[at] as number) >= DIGIT_0 && (buffer[at] as number) <= 57) at++;
  return at;
}

/**
 * A whole number. A fraction or an exponent is refused whatever its value: `1e2` and `10.0` are no more integers
 * than `10.7` is, so that every engine can decide by the text alone.
 *
 * @returns a number where it is exact as one, a bigint past 2^53, null where the text is no integer of at most 64 bits.
 */
export function parseInteger(buffer: Uint8Array, from: number, end: number): number | bigint | null {
  const negative = buffer[from] === MINUS;
  const first = negative ? from + 1 : from;
  if (first >= end || end - first > 19) return null;
  let value = 0;
  for (let at = first; at < end; at++) {
    const digit = (buffer[at] as number) - DIGIT_0;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  if (buffer[first] === DIGIT_0 && end - first > 1) return null;
  if (end - first <= 15) return negative ? 0 - value : value;
  const exact = BigInt(asciiText(buffer, from, end));
  return BigInt.asIntN(64, exact) === exact ? exact : null;
}

/** An exact decimal, as `unscaled / 10^scale`. */
export interface ParsedDecimal {
  /** A number where it is exact as one. */
  unscaled: number | bigint;
  /** Digits other than zero were cut off. */
  rounded: boolean;
}

/**
 * A decimal of at most `precision` digits, `scale` of them behind the point. Surplus digits are rounded half up, by
 * magnitude: 0.00005 becomes 0.0001 and -0.00005 becomes -0.0001, as DECIMAL casts do. An exponent shifts the point.
 *
 * @param into takes the result: one object for all calls, because there is one call for every value.
 * @returns false where the text is no number, or has more digits before the point than the column.
 */
export function parseDecimal(
  buffer: Uint8Array,
  from: number,
  end: number,
  precision: number,
  scale: number,
  into: ParsedDecimal,
): boolean {
  const negative = buffer[from] === MINUS;
  const first = negative ? from + 1 : from;
  if (end - first > 16 || scale > 15) return parseAnyDecimal(buffer, from, end, precision, scale, into);
  let value = 0;
  let point = -1;
  for (let at = first; at < end; at++) {
    const byte = buffer[at] as number;
    if (byte >= DIGIT_0 && byte <= 57) value = value * 10 + (byte - DIGIT_0);
    else if (byte === POINT && point < 0) point = at;
    else return parseAnyDecimal(buffer, from, end, precision, scale, into);
  }
  const fraction = point < 0 ? 0 : end - point - 1;
  const whole = (point < 0 ? end : point) - first;
  if (
    fraction > scale ||
    whole + scale > 15 ||
    whole + scale > precision ||
    whole === 0 ||
    end === point + 1 ||
    (whole > 1 && buffer[first] === DIGIT_0)
  ) {
    return parseAnyDecimal(buffer, from, end, precision, scale, into);
  }
  const unscaled = value * (POWERS[scale - fraction] as number);
  into.unscaled = negative ? 0 - unscaled : unscaled;
  into.rounded = false;
  return true;
}

/** The same for whatever the quick way leaves: many digits, surplus digits, exponents, and texts that are no number. */
function parseAnyDecimal(
  buffer: Uint8Array,
  from: number,
  end: number,
  precision: number,
  scale: number,
  into: ParsedDecimal,
): boolean {
  if (endOfNumber(buffer, from, end) !== end) return false;
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(asciiText(buffer, from, end));
  if (!match) return false;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') {
    into.unscaled = 0;
    into.rounded = false;
    return true;
  }
  // Digits of `digits` that stay: those before the point once it is shifted, and `scale` more.
  const kept = digits.length - fraction.length + Number(exponent) + scale;
  if (kept > precision) return false;
  let unscaled: bigint;
  if (kept >= digits.length) {
    unscaled = BigInt(digits) * 10n ** BigInt(kept - digits.length);
    into.rounded = false;
  } else {
    unscaled = kept > 0 ? BigInt(digits.slice(0, kept)) : 0n;
    if (kept >= 0 && (digits.charCodeAt(kept) as number) >= 53) unscaled += 1n;
    into.rounded = /[1-9]/.test(digits.slice(Math.max(0, kept)));
    if (unscaled >= 10n ** BigInt(precision)) return false;
  }
  into.unscaled = sign === '-' ? -unscaled : unscaled;
  return true;
}

/** A finite double, rounded to the nearest as IEEE 754 says. NaN where the text is no number, or too large for one. */
export function parseDouble(buffer: Uint8Array, from: number, end: number): number {
  if (endOfNumber(buffer, from, end) !== end) return Number.NaN;
  const value = Number(asciiText(buffer, from, end));
  return Number.isFinite(value) ? value : Number.NaN;
}

function asciiText(buffer: Uint8Array, from: number, end: number): string {
  return Buffer.from(buffer.buffer, buffer.byteOffset + from, end - from).toString('latin1');
}
