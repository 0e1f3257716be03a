import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { describeCreate } from './describe-create.ts';
import { describeList } from './describe-list.ts';
import { keysOf, text } from './keys-of.ts';

/** Keys that some store or other has stumbled over. */
const ODD_KEYS = [
  'a b/c d',
  'run_date=2023-10-27/region=EIRE%2Fie/part-0.parquet',
  'percent%41/100%',
  'São Paulo/naïve',
  'Sa\u0303o Paulo', // the same to look at as a precomposed one, and another key
  'emoji/🛰️/📈',
  'a+b&c=d,e;f',
  'quotes\'"/`',
  '#hash?query=1',
  '_delta_log/00000000000000000000.json',
  '.hidden/.file',
  '...',
  '~tilde',
  `long/${'x'.repeat(200)}`,
];

/**
 * The suite that every driver passes. `makeStore` gives an empty store for each call; what it lays down is the
 * caller's to remove.
 */
export function describeStore(name: string, makeStore: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await makeStore();
    });
    const fresh = (): string => `${randomUUID()}/object`;

    describe('get and put', () => {
      it('gives back what was put, byte for byte', async () => {
        const key = fresh();
        const bytes = new Uint8Array(randomBytes(100_000));
        await store.put(key, bytes);
        expect(Buffer.compare((await store.get(key)) ?? Buffer.of(), bytes)).toBe(0);
      });

      it('has null for what is missing, and for what is only a prefix', async () => {
        const key = fresh();
        await store.put(`${key}/below`, text('x'));
        expect(await store.get(fresh())).toBeNull();
        expect(await store.get(key)).toBeNull();
        expect(await store.head(key)).toBeNull();
      });

      it('keeps an empty object apart from a missing one', async () => {
        const key = fresh();
        await store.put(key, new Uint8Array());
        expect(await store.get(key)).toEqual(new Uint8Array());
        expect(await store.head(key)).toMatchObject({ key, size: 0 });
      });

      it('overwrites, with a shorter object too', async () => {
        const key = fresh();
        await store.put(key, text('a long first version'));
        await store.put(key, text('short'));
        expect(await store.get(key)).toEqual(text('short'));
      });

      it('tells size and time', async () => {
        const key = fresh();
        const before = Date.now();
        await store.put(key, text('12345'));
        const head = await store.head(key);
        expect(head).toMatchObject({ key, size: 5 });
        expect(Math.abs((head?.mtime ?? 0) - before)).toBeLessThan(60_000);
      });

      it('never shows half a put', async () => {
        const key = fresh();
        const [first, second] = [Buffer.alloc(2_000_000, 1), Buffer.alloc(1_000_000, 2)];
        await store.put(key, first);
        let writing = true;
        const writer = (async () => {
          for (let round = 0; round < 20; round++) await store.put(key, round % 2 === 0 ? second : first);
          writing = false;
        })();
        const seen = new Set<string>();
        while (writing) {
          const bytes = await store.get(key);
          const odd = bytes?.find((byte) => byte !== bytes[0]);
          seen.add(`${bytes?.length} × ${bytes?.[0]}${odd === undefined ? '' : ` with ${odd}`}`);
        }
        await writer;
        expect([...seen].filter((what) => !['2000000 × 1', '1000000 × 2'].includes(what))).toEqual([]);
      });
    });

    describe('ranges', () => {
      const cases = [
        ['from an offset', { offset: 6 }, 'world'],
        ['from an offset, with a length', { offset: 3, length: 4 }, 'lo w'],
        ['the first bytes', { offset: 0, length: 5 }, 'hello'],
        ['beyond the end, cut', { offset: 9, length: 100 }, 'ld'],
        ['at the end, empty', { offset: 11, length: 5 }, ''],
        ['behind the end, empty', { offset: 500 }, ''],
        ['the last bytes', { last: 3 }, 'rld'],
        ['more than there are, all', { last: 100 }, 'hello world'],
      ] as const;
      it.each(cases)('reads %s', async (_, range, expected) => {
        const key = fresh();
        await store.put(key, text('hello world'));
        expect(new TextDecoder().decode((await store.get(key, range)) ?? undefined)).toBe(expected);
      });

      it('reads an empty object and a missing one', async () => {
        const key = fresh();
        await store.put(key, new Uint8Array());
        expect(await store.get(key, { offset: 0, length: 4 })).toEqual(new Uint8Array());
        expect(await store.get(key, { last: 4 })).toEqual(new Uint8Array());
        expect(await store.get(fresh(), { offset: 0, length: 4 })).toBeNull();
      });
    });

    describe('keys', () => {
      it.each(ODD_KEYS)('keeps the key %j as it is', async (key) => {
        const odd = await makeStore();
        await odd.put(key, text(key));
        expect(await odd.get(key)).toEqual(text(key));
        expect(await keysOf(odd, '')).toEqual([key]);
        await odd.delete(key);
        expect(await odd.get(key)).toBeNull();
      });

      const refused = [
        '',
        '/a',
        'a/',
        'a//b',
        '.',
        '..',
        '../a',
        'a/../b',
        './a',
        'a\0b',
        'a\\b',
        'a\ud800',
        'x'.repeat(1025),
      ];
      it.each(refused)('refuses the key %j', async (key) => {
        const code = { code: 'LAKE_KEY_INVALID' };
        await expect(async () => store.get(key)).rejects.toMatchObject(code);
        await expect(async () => store.put(key, text('x'))).rejects.toMatchObject(code);
        await expect(async () => store.putIfAbsent(key, text('x'))).rejects.toMatchObject(code);
        await expect(async () => store.delete(key)).rejects.toMatchObject(code);
      });
    });

    describe('delete', () => {
      it('removes, and does not mind what is missing', async () => {
        const key = fresh();
        await store.put(key, text('x'));
        await store.delete(key);
        expect(await store.get(key)).toBeNull();
        await store.delete(key);
        await store.delete('never/was/here');
      });
    });

    describe('putFile', () => {
      let folder: string;
      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'store-'));
      });
      afterAll(() => rm(folder, { recursive: true, force: true }));

      it('takes a local file over', async () => {
        const [key, local] = [fresh(), join(folder, 'finished.bin')];
        const bytes = randomBytes(300_000);
        await writeFile(local, bytes);
        await store.putFile(key, local);
        expect(Buffer.compare((await store.get(key)) ?? Buffer.of(), bytes)).toBe(0);
        await expect(readFile(local)).rejects.toMatchObject({ code: 'ENOENT' });
      });

      it('fails where there is no such file, and leaves no object', async () => {
        const key = fresh();
        await expect(store.putFile(key, join(folder, 'missing'))).rejects.toMatchObject({
          code: 'LAKE_STORE_FAILED',
        });
        expect(await store.get(key)).toBeNull();
      });
    });

    it('names a local path that has the object, or none', async () => {
      const key = fresh();
      await store.put(key, text('here'));
      const path = store.localPath(key);
      if (path !== null) expect(await readFile(path, 'utf8')).toBe('here');
    });

    describeCreate(() => store);
    describeList(makeStore);
  });
}
