import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfNumber, parseDecimal, parseDouble, parseInteger } from '../../src/read/values/parse-number.ts';
import { parseDate, parseInstant } from '../../src/read/values/parse-time.ts';

/** Texts stand amid others, as in a record: what lies around them must not matter. */
function within<T>(text: string, use: (buffer: Uint8Array, from: number, end: number) => T): T {
  const bytes = Buffer.from(`9${text}9`);
  return use(bytes, 1, bytes.length - 1);
}

function decimal(text: string, precision: number, scale: number) {
  const into = { unscaled: 0 as number | bigint, rounded: false };
  const fits = within(text, (buffer, from, end) => parseDecimal(buffer, from, end, precision, scale, into));
  return fits ? { unscaled: BigInt(into.unscaled), rounded: into.rounded } : null;
}

/** The same by the rule book, in whole numbers: value = digits * 10^exponent. */
function decimalOracle(text: string, precision: number, scale: number) {
  const match = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return null;
  const digits = BigInt(match[2] + (match[3] ?? ''));
  const shift = Number(match[4] ?? 0) - (match[3] ?? '').length + scale;
  let unscaled = digits;
  let rounded = false;
  if (shift >= 0) {
    unscaled *= 10n ** BigInt(shift);
  } else {
    const divisor = 10n ** BigInt(-shift);
    rounded = digits % divisor !== 0n;
    unscaled = (2n * digits + divisor) / (2n * divisor);
  }
  if (unscaled >= 10n ** BigInt(precision)) return null;
  return { unscaled: match[1] === '-' ? -unscaled : unscaled, rounded };
}

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789', '0', '5', '9'), minLength: min, maxLength: max });
const numberText = fc
  .tuple(
    fc.constantFrom('', '', '-', '+'),
    digits(0, 24),
    fc.option(digits(0, 24)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), digits(0, 2))),
  )
  .map(([sign, whole, fraction, exponent]) =>
    [sign, whole, fraction === null ? '' : `.${fraction}`, exponent?.join('') ?? ''].join(''),
  );

describe('numbers', () => {
  it('are decimals exactly as their digits say, rounded half up by magnitude', () => {
    const types = fc.constantFrom([18, 4], [18, 0], [38, 10], [4, 4], [9, 2], [38, 38], [15, 15]);
    fc.assert(
      fc.property(numberText, types, (text, [precision = 0, scale = 0]) => {
        expect(decimal(text, precision, scale)).toEqual(decimalOracle(text, precision, scale));
      }),
      { numRuns: 5000 },
    );
  });

  it('end where JSON.parse says they do', () => {
    fc.assert(
      fc.property(numberText, (text) => {
        let whole = true;
        try {
          JSON.parse(text);
        } catch {
          whole = false;
        }
        // Space, for a digit behind the text would be read as part of it.
        const bytes = Buffer.from(`${text} `);
        expect(endOfNumber(bytes, 0, text.length) === text.length && text !== '').toBe(whole);
      }),
      { numRuns: 5000 },
    );
  });

  it('are integers of at most 64 bits, written without fraction and exponent', () => {
    const integer = (text: string) => within(text, parseInteger);
    expect(integer('9007199254740993')).toBe(9007199254740993n);
    expect(integer('9223372036854775807')).toBe(9223372036854775807n);
    expect(integer('-9223372036854775808')).toBe(-9223372036854775808n);
    for (const text of ['9223372036854775808', '', '-', '01', '1.0', '1e2', '+1', ' 1', '--1', '0x1']) {
      expect(integer(text), text).toBeNull();
    }
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }), (value) => {
        const read = integer(String(value));
        expect(read === null ? null : BigInt(read)).toBe(BigInt.asIntN(64, value) === value ? value : null);
      }),
    );
  });

  it('are doubles only where they are finite', () => {
    const double = (text: string) => within(text, parseDouble);
    expect(double('-1.5e300')).toBe(-1.5e300);
    for (const text of ['1e309', 'NaN', 'Infinity', '', '0x1', '1_000']) expect(double(text), text).toBeNaN();
  });
});

describe('times', () => {
  it('are the instants that Date reads, and none that it makes up', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const parts = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      two(13),
      two(32),
      two(24),
      two(60),
      two(60),
      fc.nat(999_999),
    );
    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second, micros]) => {
        const date = `${String(year).padStart(4, '0')}-${month}-${day}`;
        const text = `${date}T${hour}:${minute}:${second}.${String(micros).padStart(6, '0')}Z`;
        const into = { seconds: 0, micros: 0, rounded: false };
        const read = within(text, (buffer, from, end) => parseInstant(buffer, from, end, into));
        const time = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
        // Date takes 30 February for 1 March, and 24:00 for the next day.
        const exists =
          !Number.isNaN(time) && new Date(time).toISOString().includes(`-${month}-${day}T${hour}:`);
        expect(read).toBe(exists);
        if (exists) expect(into).toEqual({ seconds: time / 1000, micros, rounded: false });
      }),
      { numRuns: 5000 },
    );
  });

  it('are days of the calendar', () => {
    const date = (text: string) => within(text, parseDate);
    expect(date('1970-01-01')).toBe(0);
    expect(date('1969-12-31')).toBe(-1);
    expect(date('2000-02-29')).toBe(Date.UTC(2000, 1, 29) / 86_400_000);
    expect(date('9999-12-31')).toBe(Date.UTC(9999, 11, 31) / 86_400_000);
    for (const text of ['1900-02-29', '2026-04-31', '2026-1-01', '2026-01-1', '2026/01/01', '2026-01-01 ']) {
      expect(date(text), text).toBe(Number.MAX_SAFE_INTEGER);
    }
  });
});
