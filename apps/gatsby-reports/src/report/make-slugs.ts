import { createHash } from 'node:crypto';

/**
 * A name for the address of each page: readable, safe in any URL and on any file system, and never the same for two
 * names. Most names give a slug by themselves (`United Kingdom`, `united-kingdom`); where several names would share one,
 * or nothing readable is left of a name, a digest of the name is added.
 */
export function makeSlugs(names: readonly string[]): ReadonlyMap<string, string> {
  const sharing = new Map<string, number>();
  for (const name of new Set(names)) sharing.set(readable(name), (sharing.get(readable(name)) ?? 0) + 1);
  return new Map(
    names.map((name) => {
      const slug = readable(name);
      // No slug has two hyphens in a row, so what has them cannot be another name's slug.
      return [name, slug !== '' && sharing.get(slug) === 1 ? slug : `${slug || 'x'}--${digest(name)}`];
    }),
  );
}

function readable(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
}

function digest(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}
