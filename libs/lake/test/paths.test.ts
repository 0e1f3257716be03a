import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePath, encodePath, partitionPath } from '../src/index.ts';

// Folder names as Spark makes them, and paths as the log spells them: by hand, from Spark's ExternalCatalogUtils and
// from tables that other writers made.
const CASES = [
  ['us-west', 'region=us-west', 'region=us-west'],
  ['EIRE/ie', 'region=EIRE%2Fie', 'region=EIRE%252Fie'],
  ['a%b=c', 'region=a%25b%3Dc', 'region=a%2525b%253Dc'],
  ['São Paulo', 'region=São Paulo', 'region=S%C3%A3o%20Paulo'],
  ['0012', 'region=0012', 'region=0012'],
  ['🛰️', 'region=🛰️', 'region=%F0%9F%9B%B0%EF%B8%8F'],
  ['a+b&c,d;e@f$g', 'region=a+b&c,d;e@f$g', 'region=a+b&c,d;e@f$g'],
  ['<x>|y}', 'region=<x>|y}', 'region=%3Cx%3E%7Cy%7D'],
  [
    'q"#\'*:?\\{[]^',
    'region=q%22%23%27%2A%3A%3F%5C%7B%5B%5D%5E',
    'region=q%2522%2523%2527%252A%253A%253F%255C%257B%255B%255D%255E',
  ],
  ['tab\tdel\u007f', 'region=tab%09del%7F', 'region=tab%2509del%257F'],
  [null, 'region=__HIVE_DEFAULT_PARTITION__', 'region=__HIVE_DEFAULT_PARTITION__'],
  ['', 'region=__HIVE_DEFAULT_PARTITION__', 'region=__HIVE_DEFAULT_PARTITION__'],
] as const;

describe('paths', () => {
  it.each(CASES)('puts the value %j into the folder %j and logs it as %j', (value, folder, logged) => {
    expect(partitionPath(['region'], { region: value })).toBe(folder);
    expect(encodePath(folder)).toBe(logged);
    expect(decodePath(logged)).toBe(folder);
  });

  it('keeps the order of the columns, and escapes their names too', () => {
    const values = { region: 'x', 'a/b': 'y', run_date: '2023-10-27' };
    expect(partitionPath(['run_date', 'region', 'a/b'], values)).toBe('run_date=2023-10-27/region=x/a%2Fb=y');
  });

  const anyText = fc.string({ unit: 'binary', minLength: 1 });

  it('loses nothing of any value: what is escaped can be told back, and stays within its folder', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const folder = partitionPath(['region'], { region: value });
        expect(folder.includes('/')).toBe(false);
        expect(folder.includes('\0')).toBe(false);
        expect(decodeURIComponent(folder.slice('region='.length))).toBe(value);
        expect(decodePath(encodePath(folder))).toBe(folder);
      }),
    );
  });

  it('keeps names short enough for every file system, and apart', () => {
    const values = ['/'.repeat(128), `${'/'.repeat(127)}:`, 'é'.repeat(200), 'x'.repeat(300)];
    const folders = values.map((region) => partitionPath(['region'], { region }));
    for (const folder of folders) {
      expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(255);
      expect(decodePath(encodePath(folder))).toBe(folder);
      expect(() => decodeURIComponent(folder)).not.toThrow();
    }
    expect(new Set(folders).size).toBe(4);
    const longest = 'x'.repeat(255 - 'region='.length);
    expect(partitionPath(['region'], { region: longest })).toBe(`region=${longest}`);
  });

  it.each(['file:///x', 's3a://b/x', '/x', '%', 'a%2'])('has no path for %j', (logged) => {
    expect(decodePath(logged)).toBeNull();
  });
});
