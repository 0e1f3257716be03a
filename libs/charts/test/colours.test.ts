import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignColours } from '../src/index.ts';

describe('a colour', () => {
  it('belongs to a name, in whatever order and how often the names come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1 }),
        fc.array(fc.nat(), { minLength: 1 }),
        (names, seeds) => {
          const shuffled = [...names, ...names].sort(
            (a, b) => seeds[a.length % seeds.length]! - seeds[b.length % seeds.length]!,
          );
          expect([...assignColours(shuffled)]).toEqual([...assignColours(names)]);
        },
      ),
    );
  });

  it('is one of six, then grey; the names put first get theirs first', () => {
    const names = ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'];
    expect(Object.fromEntries(assignColours(names))).toEqual({
      a: 1,
      b: 2,
      c: 3,
      d: 4,
      e: 5,
      f: 6,
      g: 'rest',
      h: 'rest',
    });
    expect(assignColours(names, ['h', 'unknown']).get('h')).toBe(1);
    expect(assignColours(names, ['h', 'unknown']).get('a')).toBe(2);
    expect(assignColours(['__proto__']).get('__proto__')).toBe(1);
  });
});

describe('the tokens', async () => {
  const css = await readFile(new URL('../src/tokens.css', import.meta.url), 'utf8');
  const token = (name: string, theme: 0 | 1) => {
    const pair = css.match(new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`));
    if (!pair) throw new Error(`--${name} has no light and dark colour`);
    return pair[theme + 1]!;
  };
  /** Contrast of two colours by WCAG 2.2. */
  const contrast = (a: string, b: string) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  it.each([0, 1] as const)('have text at 4.5 : 1 on paper and raised, in theme %d', (theme) => {
    for (const text of ['ink', 'quiet', 'link', 'good', 'bad', 'warn']) {
      for (const ground of ['paper', 'raised']) {
        expect(
          contrast(token(text, theme), token(ground, theme)),
          `${text} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it.each([0, 1] as const)('have series at 3 : 1 on paper, in theme %d', (theme) => {
    for (const slot of ['1', '2', '3', '4', '5', '6', 'rest']) {
      expect(contrast(token(`series-${slot}`, theme), token('paper', theme)), slot).toBeGreaterThanOrEqual(3);
    }
  });

  it('define every custom property that the charts use', async () => {
    const charts = await readFile(new URL('../src/charts.css', import.meta.url), 'utf8');
    const used = new Set([...charts.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name!));
    used.delete('--dc-colour');
    expect([...used].filter((name) => !css.includes(`${name}:`))).toEqual([]);
    expect(used.size).toBeGreaterThan(10);
  });
});
