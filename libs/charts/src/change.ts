import { createNumberFormat, DEFAULT_LOCALE, NOTHING, type NumberOptions } from './numbers.ts';

export interface ChangeOptions extends NumberOptions {
  /** Which direction is welcome. Without it no tone is given: nobody said which is good. */
  readonly goodWhen?: 'up' | 'down';
}

/** A change in sign, arrow and words; `tone` only underlines it. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same' | 'unknown';
  /** ▲ ▼ ＝ or – . */
  readonly arrow: string;
  /** `+12.4 %`; for a measure in percent `+1.2 percentage points`; `×44.7` where percent would be in thousands. */
  readonly amount: string;
  /** `up 12.4 %, from 1,200 to 1,349`; `grown to 44.7 times as much, from 10 to 447`. */
  readonly words: string;
  readonly tone: 'good' | 'bad' | 'neutral';
}

const ARROWS = { up: '▲', down: '▼', same: '＝', unknown: NOTHING } as const;

/**
 * The change from `before` to `after`. In percent of `before`; for a measure that is itself in percent (`unit: '%'`) in percentage
 * points; in the unit where there is no percentage to speak of (`before` zero or negative).
 */
export function formatChange(
  before: number | null | undefined,
  after: number | null | undefined,
  options: ChangeOptions = {},
): Change {
  const format = createNumberFormat(options);
  if (!isNumber(before) || !isNumber(after)) {
    const words = isNumber(after) ? 'nothing to compare with' : 'not known';
    return { direction: 'unknown', arrow: ARROWS.unknown, amount: NOTHING, words, tone: 'neutral' };
  }
  const direction = after > before ? 'up' : after < before ? 'down' : 'same';
  const span = `from ${format.headline(before)} to ${format.headline(after)}`;
  if (direction === 'same') {
    return {
      direction,
      arrow: ARROWS.same,
      amount: '±0',
      words: `unchanged at ${format.headline(after)}`,
      tone: 'neutral',
    };
  }
  const multiple = writeMultiple(before, after, options);
  const size = writeSize(before, after, options);
  return {
    direction,
    arrow: ARROWS[direction],
    amount: multiple === null ? `${direction === 'up' ? '+' : '−'}${size}` : `×${multiple}`,
    words: `${multiple === null ? `${direction} ${size}` : `grown to ${multiple} times as much`}, ${span}`,
    tone: options.goodWhen === undefined ? 'neutral' : options.goodWhen === direction ? 'good' : 'bad',
  };
}

/** Past tenfold nobody reads percent. Null below, and where there is no percentage either. */
function writeMultiple(before: number, after: number, options: ChangeOptions): string | null {
  if (options.unit === '%' || before <= 0 || after / before < 10) return null;
  return createNumberFormat({ locale: options.locale }).headline(after / before);
}

function writeSize(before: number, after: number, options: ChangeOptions): string {
  const difference = Math.abs(after - before);
  if (options.unit === '%') {
    const points = createNumberFormat({ locale: options.locale }).headline(difference);
    return `${points}\u00a0percentage ${points === '1' ? 'point' : 'points'}`;
  }
  if (before <= 0) return createNumberFormat(options).headline(difference);
  return `${writePercent((difference / before) * 100, options.locale)}\u00a0%`;
}

/** One decimal; a change too small for it keeps its first digit rather than look like none. */
function writePercent(percent: number, locale: string | undefined): string {
  const digits =
    percent < 0.1 ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: percent < 99.95 ? 1 : 0 };
  return new Intl.NumberFormat(locale ?? DEFAULT_LOCALE, digits).format(percent);
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
