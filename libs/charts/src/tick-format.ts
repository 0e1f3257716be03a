import { createNumberFormat, type NumberOptions } from './numbers.ts';

const TIME_NAMES: Readonly<Record<number, string>> = { 1: 's', 60: 'min', 3600: 'h', 86400: 'd' };

/**
 * Labels for gridlines: short, all different, the unit once, on the one farthest from zero. `divisor` is how many seconds the
 * axis counts by (1 for any other unit).
 */
export function writeTicks(ticks: readonly number[], divisor: number, options: NumberOptions): string[] {
  if (ticks.length === 0) return [];
  const outermost = Math.abs(ticks[0]!) > Math.abs(ticks.at(-1)!) ? 0 : ticks.length - 1;
  const withUnit = tickFormat(ticks, divisor, options);
  const plain = tickFormat(ticks, divisor, { locale: options.locale });
  return ticks.map((tick, index) => (index === outermost ? withUnit(tick) : plain(tick)));
}

/** One gridline, with its unit. */
export function writeTick(tick: number, divisor: number, options: NumberOptions): string {
  return tickFormat([tick], divisor, options)(tick);
}

/** `0, 5 k, 10 k` where the axis reaches ten thousand; all digits where three would not tell 10,020 from 10,040. */
function tickFormat(
  ticks: readonly number[],
  divisor: number,
  options: NumberOptions,
): (tick: number) => string {
  const unit = options.unit === 's' ? TIME_NAMES[divisor] : options.unit;
  const money = unit && /^[A-Z]{3}$/.test(unit);
  const format = createNumberFormat({ locale: options.locale, unit: money ? unit : null });
  const scaled = (tick: number) => Number((tick / divisor).toPrecision(12));
  const large = ticks.some((tick) => Math.abs(scaled(tick)) >= 9_999.5);
  const exact = ticks.some((tick) => significantDigits(scaled(tick)) > 3);
  const write = exact ? format.exact : large ? format.compact : format.headline;
  // Gridlines of money are round: $400, not $400.00.
  return (tick) =>
    write(scaled(tick)).replace(/[.,]00(?=\D*$)/, '') + (unit && !money ? `\u00a0${unit}` : '');
}

function significantDigits(value: number): number {
  return value.toExponential().split('e')[0]!.replace(/\D/g, '').length;
}
