import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSlugs } from '../src/report/make-slugs.ts';

describe('makeSlugs', () => {
  it('makes readable addresses of names', () => {
    const slugs = makeSlugs(['us-west', 'United Kingdom', 'EIRE/ie', 'a%b=c', 'São Paulo', '0012']);
    expect(Object.fromEntries(slugs)).toEqual({
      'us-west': 'us-west',
      'United Kingdom': 'united-kingdom',
      'EIRE/ie': 'eire-ie',
      'a%b=c': 'a-b-c',
      'São Paulo': 'sao-paulo',
      '0012': '0012',
    });
  });

  it('tells names apart that would read the same', () => {
    const slugs = makeSlugs(['EIRE', 'eire', 'Eire!', 'France']);
    expect(new Set(slugs.values()).size).toBe(4);
    expect(slugs.get('France')).toBe('france');
    expect(slugs.get('EIRE')).toMatch(/^eire--[0-9a-f]{12}$/);
  });

  it('gives a name to what has no letters in it', () => {
    const slugs = makeSlugs(['🦊', '日本', '/']);
    for (const slug of slugs.values()) expect(slug).toMatch(/^x--[0-9a-f]{12}$/);
  });

  it('never gives one address to two names, and always one that needs no escaping', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('a', 'A', 'a-', 'a--b', 'a b', 'ä', ''),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), (names) => {
        const slugs = [...makeSlugs(names).values()];
        expect(new Set(slugs).size).toBe(names.length);
        for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9](-?-?[a-z0-9])*$/);
      }),
    );
  });

  it('does not depend on the order of names', () => {
    const names = ['EIRE', 'eire', 'x', '🦊'];
    const there = makeSlugs(names);
    const back = makeSlugs([...names].reverse());
    for (const name of names) expect(back.get(name)).toBe(there.get(name));
  });
});
