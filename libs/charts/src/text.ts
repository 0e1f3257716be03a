import { clean } from './xml.ts';

/** Size of the text in a drawing, px, and the height a line of it takes. */
export const TEXT = 14;
export const LINE = 18;
/** How much wider a semibold text is. */
const BOLD = 1.07;

/**
 * About how wide a text is in px, without a font to measure with. Widths are those of the common system sans-serifs, a little on
 * the wide side: a label that is thought too wide is cut, one that is thought too small is drawn over something else.
 */
export function measureText(text: string, size = TEXT): number {
  let em = 0;
  for (const character of text) em += characterWidth(character);
  return em * size;
}

function characterWidth(character: string): number {
  if (/[ilI.,:;'|!()[\]\u00a0 ]/.test(character)) return 0.33;
  if (/[fjrt\-"/]/.test(character)) return 0.42;
  if (/[mwMW@%−]/.test(character)) return 0.92;
  if (/[A-Z&$€£▲▼+=]/.test(character)) return 0.7;
  if (/[0-9a-z_]/.test(character)) return 0.6;
  return character.codePointAt(0)! < 0x0900 ? 0.66 : 1.05;
}

/** As {@link measureText}, of a semibold text. */
export function measureBold(text: string): number {
  return measureText(text) * BOLD;
}

/** The text, or as much of it as fits with an ellipsis; never half of an emoji or of an accented letter. */
export function truncate(text: string, width: number, size = TEXT): string {
  const whole = clean(text);
  if (measureText(whole, size) <= width) return whole;
  let kept = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(whole)) {
    if (measureText(`${kept}${segment}…`, size) > width) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** One number for each label: its centre, at least `height` from the next, inside `min` to `max`, as near as can be to where it wants to be. */
export function placeLabels(wanted: readonly number[], height: number, min: number, max: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  // Blocks of touching labels, each centred on the mean of what its members want: merged until none overlap.
  const blocks: { first: number; count: number; sum: number }[] = [];
  const topOf = (block: { count: number; sum: number }) => {
    const length = (block.count - 1) * height;
    return Math.max(min, Math.min(max - length, block.sum / block.count - length / 2));
  };
  for (const [rank, index] of order.entries()) {
    blocks.push({ first: rank, count: 1, sum: wanted[index]! });
    for (;;) {
      const last = blocks.at(-1)!;
      const before = blocks.at(-2);
      if (!before || topOf(before) + before.count * height <= topOf(last)) break;
      blocks.splice(-2, 2, {
        first: before.first,
        count: before.count + last.count,
        sum: before.sum + last.sum,
      });
    }
  }
  const placed = new Array<number>(wanted.length);
  for (const block of blocks) {
    const top = topOf(block);
    for (let offset = 0; offset < block.count; offset++)
      placed[order[block.first + offset]!] = top + offset * height;
  }
  return placed;
}
