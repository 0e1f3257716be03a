/** Longest text of an error, in characters; beyond it the middle is left out. */
const LONGEST = 500;
const BEGIN = 350;
const END = 100;

/**
 * An error repeats what a client sent. Its beginning and its end say what is wrong; a megabyte of it would only make an
 * attack of the answer.
 */
export function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const begin = text.slice(0, BEGIN).replace(/[\ud800-\udbff]$/, ''); // no half of a character
  const end = text.slice(-END).replace(/^[\udc00-\udfff]/, '');
  return `${begin}… (${text.length - begin.length - end.length} characters) …${end}`;
}
