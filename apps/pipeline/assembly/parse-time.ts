// `date` and `date-time` of RFC 3339, as `src/read/values/parse-time.ts` reads them. 0 for "left to the parser".

/** What was parsed last: days, or whole seconds and microseconds, from 1970. */
export let days: i64 = 0;
export let seconds: i64 = 0;
export let micros: i64 = 0;

// Most instants of a file are of one day: its text, and what it came to.
let textStart: u64 = 0;
let textEnd: u16 = 0;
let textDays: i64 = 0;

const INVALID: u32 = 0xffff;
const DAYS_OF_MONTH = memory.data<u8>([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

function twoDigits(at: usize): u32 {
  const tens = <u32>load<u8>(at) - 48;
  const ones = <u32>load<u8>(at, 1) - 48;
  return tens > 9 || ones > 9 ? INVALID : tens * 10 + ones;
}

/** End of the date at `at`; it is in `days`. */
export function parseDate(at: usize): usize {
  const start = load<u64>(at);
  const end = load<u16>(at, 8);
  if (start === textStart && end === textEnd) {
    days = textDays;
    return at + 10;
  }
  const century = twoDigits(at);
  const yearOfCentury = twoDigits(at + 2);
  const month = twoDigits(at + 5);
  const day = twoDigits(at + 8);
  if (max(max(century, yearOfCentury), max(month, day)) === INVALID) return 0;
  if (load<u8>(at, 4) !== 45 || load<u8>(at, 7) !== 45) return 0;
  const year = century * 100 + yearOfCentury;
  if (year === 0 || month === 0 || month > 12 || day === 0) return 0;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > <u32>load<u8>(DAYS_OF_MONTH + month - 1) + (leap ? 1 : 0)) return 0;
  days = daysFromCivil(year, month, day);
  textStart = start;
  textEnd = end;
  textDays = days;
  return at + 10;
}

/** Days from 1970-01-01, in the proleptic Gregorian calendar. After Howard Hinnant's `days_from_civil`. */
function daysFromCivil(year: u32, month: u32, day: u32): i64 {
  const shifted = month <= 2 ? year - 1 : year;
  const era = shifted / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return <i64>era * 146097 + <i64>dayOfEra - 719468;
}

/** End of the instant at `at`; it is in `seconds` and `micros`. One with more than microseconds is left. */
export function parseInstant(at: usize): usize {
  if (parseDate(at) === 0) return 0;
  const hour = twoDigits(at + 11);
  const minute = twoDigits(at + 14);
  const second = twoDigits(at + 17);
  if (hour > 23 || minute > 59 || second > 59) return 0;
  if ((load<u8>(at, 10) | 32) !== 116 || load<u8>(at, 13) !== 58 || load<u8>(at, 16) !== 58) return 0;
  let place = at + 19;
  micros = 0;
  if (load<u8>(place) === 46) {
    const first = ++place;
    let weight: i64 = 100000;
    for (;;) {
      const digit = <u32>load<u8>(place) - 48;
      if (digit > 9) break;
      micros += weight * digit;
      weight /= 10;
      place++;
    }
    if (place === first || place - first > 6) return 0;
  }
  const offset = offsetAt(place);
  if (offset === NO_OFFSET) return 0;
  seconds = days * 86400 + <i64>(hour * 3600 + minute * 60 + second) - offset;
  return (load<u8>(place) | 32) === 122 ? place + 1 : place + 6;
}

const NO_OFFSET: i64 = i64.MAX_VALUE;

/** `Z` or `±hh:mm`, in seconds. */
function offsetAt(at: usize): i64 {
  const sign: u32 = load<u8>(at);
  if ((sign | 32) === 122) return 0;
  if ((sign !== 43 && sign !== 45) || load<u8>(at, 3) !== 58) return NO_OFFSET;
  const hours = twoDigits(at + 1);
  const minutes = twoDigits(at + 4);
  if (hours > 23 || minutes > 59) return NO_OFFSET;
  const size = <i64>(hours * 3600 + minutes * 60);
  return sign === 45 ? -size : size;
}
