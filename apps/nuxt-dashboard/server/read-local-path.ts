/** The path of an address on this site; `/` for anything that might lead away. */
export function readLocalPath(value: unknown): string {
  const here = 'http://here.invalid';
  if (typeof value !== 'string' || !URL.canParse(value, here)) return '/';
  const url = new URL(value, here);
  // A path that itself starts with two slashes would name another host when it is sent back.
  if (url.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
}
