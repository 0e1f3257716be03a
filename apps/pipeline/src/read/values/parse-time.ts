/** A date or an instant that cannot be read. Instants reach to the year 9999 only, so that no value takes it. */
export const NO_TIME = Number.MAX_SAFE_INTEGER;

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function digits(buffer: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = (buffer[index] as number) - 48;
    // Anything but a digit makes the whole negative enough to stay below zero.
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Days from 1970-01-01, in the proleptic Gregorian calendar. After Howard Hinnant's `days_from_civil`. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function daysAt(buffer: Uint8Array, from: number): number {
  const year = digits(buffer, from, 4);
  const month = digits(buffer, from + 5, 2);
  const day = digits(buffer, from + 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || buffer[from + 4] !== 45 || buffer[from + 7] !== 45) {
    return NO_TIME;
  }
  if (day > 28) {
    const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    if (day > (DAYS_OF_MONTH[month - 1] as number) + (leap ? 1 : 0)) return NO_TIME;
  }
  return daysFromCivil(year, month, day);
}

/** `YYYY-MM-DD` (`full-date` of RFC 3339), years 0001 to 9999, as days from 1970-01-01. */
export function parseDate(buffer: Uint8Array, from: number, end: number): number {
  return end - from === 10 ? daysAt(buffer, from) : NO_TIME;
}

/** An instant, cut to microseconds. */
export interface ParsedInstant {
  /** From 1970-01-01T00:00:00Z. Exact: below 2^53 until the year 2255, a double of whole microseconds beyond. */
  seconds: number;
  micros: number;
  /** Digits other than zero were cut off behind the microseconds. */
  rounded: boolean;
}

/**
 * `date-time` of RFC 3339: `2026-10-27T07:40:42.323Z`, `…+05:45`; `t` and `z` may be small, a zone must be there, a
 * space instead of `T` is refused. A leap second (`:60`) is refused: no engine can hold it apart from the next second.
 * Digits behind the microseconds are cut off, never rounded up: an instant must not slip into the next day.
 *
 * @param into takes the result: one object for all calls, because there is one call for every record.
 */
export function parseInstant(buffer: Uint8Array, from: number, end: number, into: ParsedInstant): boolean {
  if (end - from < 20) return false;
  const days = daysAt(buffer, from);
  const hour = digits(buffer, from + 11, 2);
  const minute = digits(buffer, from + 14, 2);
  const second = digits(buffer, from + 17, 2);
  if (
    days === NO_TIME ||
    ((buffer[from + 10] as number) | 32) !== 116 ||
    buffer[from + 13] !== 58 ||
    buffer[from + 16] !== 58 ||
    hour < 0 ||
    hour > 23 ||
    minute < 0 ||
    minute > 59 ||
    second < 0 ||
    second > 59
  ) {
    return false;
  }
  let at = from + 19;
  let micros = 0;
  let rounded = false;
  if (buffer[at] === 46) {
    const first = ++at;
    let weight = 100_000;
    for (; at < end; at++) {
      const digit = (buffer[at] as number) - 48;
      if (digit < 0 || digit > 9) break;
      if (weight >= 1) micros += digit * weight;
      else if (digit > 0) rounded = true;
      weight /= 10;
    }
    if (at === first) return false;
    micros = Math.round(micros);
  }
  const offset = offsetAt(buffer, at, end);
  if (offset === NO_TIME) return false;
  into.seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset;
  into.micros = micros;
  into.rounded = rounded;
  return true;
}

/** `Z` or `±hh:mm`, to the very end, in seconds. */
function offsetAt(buffer: Uint8Array, at: number, end: number): number {
  const sign = buffer[at] as number;
  if (at + 1 === end) return (sign | 32) === 122 ? 0 : NO_TIME;
  if (at + 6 !== end || (sign !== 43 && sign !== 45) || buffer[at + 3] !== 58) return NO_TIME;
  const hours = digits(buffer, at + 1, 2);
  const minutes = digits(buffer, at + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NO_TIME;
  const seconds = hours * 3600 + minutes * 60;
  return sign === 45 ? -seconds : seconds;
}
