/**
 * Text made safe for XML and HTML, between tags and in double quotes. Characters that XML 1.0 (section 2.2) forbids become
 * U+FFFD; direction overrides and isolates are dropped, so that a name cannot turn its surroundings around.
 */
export function escapeText(text: string): string {
  return clean(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
  /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** The text as it will be seen: whitespace collapsed to spaces, forbidden characters replaced, not yet escaped. */
export function clean(text: string): string {
  return text
    .replace(/[\t\n\r]/g, ' ')
    .replace(FORBIDDEN, '\ufffd')
    .replace(DIRECTION, '');
}

/** A name inside a sentence: one that runs right to left is isolated, so that the figures after it stay where they are. */
export function isolate(name: string): string {
  const text = clean(name);
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud802|\ud83a|\ud83b/.test(text)
    ? `\u2068${text}\u2069`
    : text;
}

export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element as text. Attribute values are escaped, numbers rounded to a tenth; `children` must be markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let open = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    open += ` ${key}="${typeof value === 'number' ? round(value) : value === true ? '' : escapeText(value)}"`;
  }
  const content = children.join('');
  return content === '' ? `${open}/>` : `${open}>${content}</${name}>`;
}

/** A tenth of a pixel is as fine as anyone sees, and halves the size of a path. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10 + 0);
}
