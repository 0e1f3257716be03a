import { element, escapeText } from './xml.ts';

/** `wide` for a column of text (680 px), `narrow` for a phone (360 px), or pixels of your own. */
export type ChartWidth = 'wide' | 'narrow' | { readonly width: number; readonly height?: number };

/** What every chart is told. */
export interface ChartFrame {
  /** Unique on the page; the ids in the drawing are made from it. Letters, digits, `-` and `_`. */
  readonly id: string;
  /** What is to be seen, in words: `Checkout fell by half on 14 May`. */
  readonly title: string;
  /** The text alternative; without it one is computed from the figures. */
  readonly description?: string;
  /** As the contract names it: `s`, `%`, `USD`; null for a count. */
  readonly unit?: string | null;
  /** BCP 47; `en-GB` if not given. */
  readonly locale?: string;
  /** Default `wide`. */
  readonly width?: ChartWidth;
}

/** The size of a drawing in px. `narrow` where labels need other places than in a wide one. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
}

const WIDE = 680;
const NARROW = 360;
/** Below this a drawing is set as for a phone. */
const NARROW_BELOW = 520;
const SMALLEST = 160;

/** Turns a width into px; `height` gives the height where the caller did not. */
export function sizeOf(
  width: ChartWidth | undefined,
  height: (narrow: boolean, width: number) => number,
): Size {
  const given = typeof width === 'object' ? width : { width: width === 'narrow' ? NARROW : WIDE };
  const px = Math.max(SMALLEST, Math.round(given.width));
  const narrow = px < NARROW_BELOW;
  return {
    width: px,
    height: Math.max(SMALLEST / 2, Math.round(given.height ?? height(narrow, px))),
    narrow,
  };
}

/** The `<svg>` around a drawing, with its title and description. */
export function drawFrame(
  frame: ChartFrame,
  size: Size,
  kind: string,
  description: string,
  ...content: string[]
): string {
  if (!/^[A-Za-z][\w-]*$/.test(frame.id)) {
    throw new RangeError(
      `Chart id "${frame.id}" must start with a letter and hold letters, digits, - and _ only.`,
    );
  }
  // Two drawings of one chart stand on the same page: their ids differ by width.
  const id = `${frame.id}-${size.width}`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `dc-chart dc-${kind}${size.narrow ? ' dc-narrow' : ''}`,
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: size.width,
      height: size.height,
      role: 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-desc`,
    },
    `<title id="${id}-title">${escapeText(frame.title)}</title>`,
    `<desc id="${id}-desc">${escapeText(description)}</desc>`,
    ...content,
  );
}
