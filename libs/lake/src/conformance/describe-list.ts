import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { keysOf } from './keys-of.ts';

/** What replaying a log stands on: all names, in order. */
export function describeList(makeStore: () => Promise<Store>): void {
  describe('list', () => {
    // Byte order of UTF-8, by hand: `-` (2D) before `/` (2F) before digits; U+FF5E (EF …) before an emoji (F0 …), where
    // JavaScript's own order has the emoji first.
    const ordered = ['a', 'b-b/x', 'b/0', 'b/1', 'b/10', 'b/2', 'b/c/d', 'b0', 'z', 'é', '～', '😀'];
    let store: Store;
    beforeAll(async () => {
      store = await makeStore();
      for (const key of ordered.toReversed()) await store.put(key, new Uint8Array(3));
    });

    it('gives every key in byte order, with its size', async () => {
      expect(await keysOf(store, '')).toEqual(ordered);
      for await (const object of store.list('b/')) expect(object.size).toBe(3);
    });

    const prefixes: [string, string[]][] = [
      ['b/', ['b/0', 'b/1', 'b/10', 'b/2', 'b/c/d']],
      ['b/1', ['b/1', 'b/10']],
      ['b', ['b-b/x', 'b/0', 'b/1', 'b/10', 'b/2', 'b/c/d', 'b0']],
      ['b/c/d', ['b/c/d']],
      ['b/c/d/', []],
      ['missing/', []],
    ];
    it.each(prefixes)('takes the prefix %j as text, not as a folder', async (prefix, expected) => {
      expect(await keysOf(store, prefix)).toEqual(expected);
    });

    const marks: [string, string, string[]][] = [
      ['', 'b/10', ['b/2', 'b/c/d', 'b0', 'z', 'é', '～', '😀']],
      ['b/', 'b/1', ['b/10', 'b/2', 'b/c/d']],
      ['b/', 'b/', ['b/0', 'b/1', 'b/10', 'b/2', 'b/c/d']],
      ['b/', 'b/2', ['b/c/d']],
      ['b/', 'b/c/d', []],
      ['b/', 'a', ['b/0', 'b/1', 'b/10', 'b/2', 'b/c/d']],
      ['', 'b/missing', ['b0', 'z', 'é', '～', '😀']],
    ];
    it.each(marks)('lists %j from behind %j', async (prefix, startAfter, expected) => {
      expect(await keysOf(store, prefix, startAfter)).toEqual(expected);
    });

    it('goes on beyond a page of 1,000', async () => {
      const many = await makeStore();
      const names = Array.from(
        { length: 1_234 },
        (_, index) => `log/${String(index).padStart(20, '0')}.json`,
      );
      for (let from = 0; from < names.length; from += 64) {
        await Promise.all(names.slice(from, from + 64).map((key) => many.put(key, new Uint8Array(1))));
      }
      expect(await keysOf(many, 'log/')).toEqual(names);
      expect(await keysOf(many, 'log/', names[1_100])).toEqual(names.slice(1_101));
    });
  });
}
