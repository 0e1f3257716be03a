/** How figures are written. `unit` as the contract names it: `s`, `%`, a currency code such as `USD`, any other word, or null for a count. */
export interface NumberOptions {
  readonly unit?: string | null;
  /** BCP 47; `en-GB` if not given. */
  readonly locale?: string;
}

/** Writes figures of one unit in one locale. Nothing known is {@link NOTHING}, zero is 0. */
export interface NumberFormat {
  /** Every digit that is stored: `1,240,311`, `$9,747,747.934`, `312.4 s`. For tables, titles and tooltips. */
  exact(value: number | null | undefined): string;
  /** Three digits that mean something: `1.24 M`, `$9.75 M`, `5 min 12 s`. For headlines and labels. */
  headline(value: number | null | undefined): string;
  /** As `headline`, with thousands as `5 k` too. For the gridlines of an axis that goes beyond ten thousand. */
  compact(value: number | null | undefined): string;
}

/** What stands for a value that is not known. Zero is 0. */
export const NOTHING = '–';
export const DEFAULT_LOCALE = 'en-GB';
const NBSP = '\u00a0';
const ENGLISH_COMPACT: Readonly<Record<string, string>> = {
  k: 'k',
  m: 'M',
  b: 'bn',
  bn: 'bn',
  t: 'tn',
  tn: 'tn',
};

/** Makes a format once for many figures: building one is far dearer than using it. */
export function createNumberFormat(options: NumberOptions = {}): NumberFormat {
  const locale = options.locale ?? DEFAULT_LOCALE;
  const unit = options.unit ?? null;
  const currency = unit !== null && /^[A-Z]{3}$/.test(unit) ? unit : null;
  const money: Intl.NumberFormatOptions =
    currency === null
      ? {}
      : { style: 'currency', currency, currencyDisplay: currency === 'USD' ? 'narrowSymbol' : 'symbol' };
  const cents = currency === null ? {} : { minimumFractionDigits: 2 };
  // Each is made when it is first needed: making one takes longer than writing a hundred figures with it.
  const lazy = (more: Intl.NumberFormatOptions) => {
    let format: Intl.NumberFormat | undefined;
    return () => {
      format ??= new Intl.NumberFormat(locale, { ...money, signDisplay: 'negative', ...more });
      return format;
    };
  };
  const full = lazy({ ...cents, maximumFractionDigits: 10 });
  const power = lazy({ notation: 'scientific', maximumFractionDigits: 14 });
  const whole = lazy({ maximumFractionDigits: 0 });
  const short = lazy(
    currency === null ? { maximumSignificantDigits: 3 } : { ...cents, maximumFractionDigits: 2 },
  );
  const compact = lazy({ notation: 'compact', maximumSignificantDigits: 3 });
  const scientific = lazy({ notation: 'scientific', maximumSignificantDigits: 3 });
  const withUnit = (text: string) => (unit === null || currency !== null ? text : `${text}${NBSP}${unit}`);

  const finish = (text: string) => withUnit(text.replace('-', '−'));
  const writeCompact = (value: number) =>
    isExtreme(value) ? scientific().format(value) : spaceCompact(compact(), value, locale);

  return {
    exact: (value) => {
      if (!isKnown(value)) return NOTHING;
      return finish((hasTooManyDigits(value) ? power() : full()).format(dropNoise(value)));
    },
    headline: (value) => {
      if (!isKnown(value)) return NOTHING;
      const size = Math.abs(value);
      if (unit === 's' && size >= 120 && !isExtreme(value)) return writeDuration(value, locale);
      if (size >= 9_999.5 || isExtreme(value)) return finish(writeCompact(value));
      return finish((size >= 999.5 ? whole() : short()).format(value));
    },
    compact: (value) => (isKnown(value) ? finish(writeCompact(value)) : NOTHING),
  };
}

/** One figure, every digit. Use {@link createNumberFormat} for many. */
export function formatExact(value: number | null | undefined, options?: NumberOptions): string {
  return createNumberFormat(options).exact(value);
}

/** One figure for a headline. Use {@link createNumberFormat} for many. */
export function formatHeadline(value: number | null | undefined, options?: NumberOptions): string {
  return createNumberFormat(options).headline(value);
}

/** What `full` would fill with zeros that nobody measured, or round away. */
function hasTooManyDigits(value: number): boolean {
  const size = Math.abs(value);
  return (size >= 1e15 && !Number.isSafeInteger(value)) || (size > 0 && size < 1e-6);
}

/** Past 15 digits a double stands for a range of numbers: a power of ten says so, and fits. */
function isExtreme(value: number): boolean {
  const size = Math.abs(value);
  return size >= 1e15 || (size > 0 && size < 1e-4);
}

function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** 0.1 + 0.2 is written 0.3: the digits past the fifteenth are the double's, not the data's. */
function dropNoise(value: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15));
}

/** English `1.24m` as `1.24 M`, as other languages write it: a million is no metre. */
function spaceCompact(format: Intl.NumberFormat, value: number, locale: string): string {
  if (!locale.startsWith('en')) return format.format(value);
  return format
    .formatToParts(value)
    .map((part) =>
      part.type === 'compact' ? NBSP + (ENGLISH_COMPACT[part.value.toLowerCase()] ?? part.value) : part.value,
    )
    .join('');
}

/** Seconds from two minutes on, in the two largest units: `5 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
function writeDuration(seconds: number, locale: string): string {
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const sign = seconds < 0 ? '−' : '';
  const size = Math.abs(seconds);
  const [small, names] =
    size < 3570 ? [1, ['min', 's']] : size < 172_800 ? [60, ['h', 'min']] : [3600, ['d', 'h']];
  const perLarge = small === 3600 ? 24 : 60;
  const total = Math.round(size / (small as number));
  const [large, rest] = [Math.floor(total / perLarge), total % perLarge];
  const first = `${count.format(large)}${NBSP}${names[0]}`;
  return sign + (rest === 0 ? first : `${first} ${count.format(rest)}${NBSP}${names[1]}`);
}
