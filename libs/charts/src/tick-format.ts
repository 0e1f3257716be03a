import { createNumberFormat, type NumberOptions } from './numbers.ts';

const TIME_NAMES: Readonly<Record<number, string>> = { 1: 's', 60: 'min', 3600: 'h', 86400: 'd' };

/**
 * Labels for gridlines: short, all different, the unit once, on the one farthest from zero. `divisor` is how many seconds the
 * axis counts by (1 for any other unit).
 */
export function createTickFormat(
  ticks: readonly number[],
  divisor: number,
  options: NumberOptions,
): string[] {
  if (ticks.length === 0) return [];
  const { locale } = options;
  const unit = options.unit === 's' ? TIME_NAMES[divisor] : options.unit;
  const values = ticks.map((tick) => Number((tick / divisor).toPrecision(12)));
  const plain = createNumberFormat({ locale });
  const headline = values.map((value) => plain.headline(value));
  // A narrow axis far from zero needs more digits than a headline has: 10,020 and 10,040 are both 10 k.
  const rounded =
    headline.length !== new Set(headline).size || values.some((value) => loses(value, plain.headline(value)));
  const write = (format: typeof plain, value: number) =>
    rounded ? format.exact(value) : format.headline(value);
  const outermost = Math.abs(values[0]!) > Math.abs(values.at(-1)!) ? 0 : values.length - 1;
  const withUnit = createNumberFormat({ locale, unit: unit === 's' ? null : unit });
  return values.map((value, index) => {
    if (index !== outermost || !unit) return write(plain, value);
    if (/^[A-Z]{3}$/.test(unit)) return trimMoney(write(withUnit, value));
    return `${write(plain, value)}\u00a0${unit}`;
  });
}

/** True where three digits are not enough for a tick, which is a round number: 1,025 k is not 1.03 M. */
function loses(value: number, headline: string): boolean {
  const digits = Math.abs(value).toExponential().split('e')[0]!.replace('.', '').length;
  return digits > 3 && (Math.abs(value) >= 9_999.5 || Math.abs(value) < 1_000) && !headline.includes('E');
}

/** Gridlines of money are round: `$400`, not `$400.00`. */
function trimMoney(text: string): string {
  return text.replace(/[.,]00(?=\D*$)/, '');
}
