import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { text } from './keys-of.ts';

/** What commits stand on: creating an object, once. */
export function describeCreate(storeOf: () => Store): void {
  describe('putIfAbsent', () => {
    it('creates once, and leaves the winner alone', async () => {
      const [store, key] = [storeOf(), `${randomUUID()}/commit`];
      expect(await store.putIfAbsent(key, text('first'))).toBe(true);
      expect(await store.putIfAbsent(key, text('second'))).toBe(false);
      expect(await store.get(key)).toEqual(text('first'));
    });

    it('creates an empty object, and again what was deleted', async () => {
      const [store, key] = [storeOf(), `${randomUUID()}/commit`];
      expect(await store.putIfAbsent(key, new Uint8Array())).toBe(true);
      expect(await store.putIfAbsent(key, text('x'))).toBe(false);
      await store.delete(key);
      expect(await store.putIfAbsent(key, text('x'))).toBe(true);
    });

    it('loses against a plain put', async () => {
      const [store, key] = [storeOf(), `${randomUUID()}/commit`];
      await store.put(key, text('put'));
      expect(await store.putIfAbsent(key, text('late'))).toBe(false);
      expect(await store.get(key)).toEqual(text('put'));
    });

    it('lets exactly one of 32 racing writers win, ten times over, and keeps what that one wrote', async () => {
      const store = storeOf();
      for (let round = 0; round < 10; round++) {
        const key = `${randomUUID()}/commit`;
        const told = await Promise.all(
          Array.from({ length: 32 }, (_, writer) =>
            store.putIfAbsent(key, text(`writer ${writer} `.repeat(100))),
          ),
        );
        const winners = told.flatMap((won, writer) => (won ? [writer] : []));
        expect(winners).toHaveLength(1);
        expect(await store.get(key)).toEqual(text(`writer ${winners[0]} `.repeat(100)));
      }
    });
  });
}
