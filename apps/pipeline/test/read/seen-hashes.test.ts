import { describe, expect, it } from 'vitest';
import { hashBytes } from '../../src/read/staging/hash-bytes.ts';
import { SeenHashes, seenMemory } from '../../src/read/staging/seen-hashes.ts';

const hashOf = (text: string, seed = 0) =>
  hashBytes(Buffer.from(text), 0, Buffer.byteLength(text), seed) >>> 0;

describe('hashes that were there before', () => {
  it('are told without fail, by any thread, and hardly any other is', () => {
    const memory = seenMemory(5_000_000);
    const [one, other] = [new SeenHashes(memory), new SeenHashes(memory)];
    const hashes = Int32Array.from({ length: 50_000 }, (_, index) => hashOf(`id-${index}`));
    expect(one.add(hashes.slice(), hashes.length)).toBeLessThan(hashes.length / 50);
    const again = hashes.slice();
    expect(other.add(again, again.length)).toBe(hashes.length);
    expect(again).toEqual(hashes);
    const twice = Int32Array.from([hashOf('new'), hashOf('other'), hashOf('new')]);
    expect(new SeenHashes(seenMemory(0)).add(twice, 3)).toBe(1);
    expect(twice[0]).toBe(hashOf('new') | 0);
  });

  it('share 32 MB at most', () => {
    expect(seenMemory(1e12).byteLength).toBe(32 << 20);
    expect(seenMemory(0).byteLength).toBe(8 << 10);
  });

  it('are those of MurmurHash3', () => {
    // Published test vectors of MurmurHash3_x86_32.
    expect(hashOf('')).toBe(0);
    expect(hashOf('', 1)).toBe(0x514e28b7);
    expect(hashOf('aaaa', 0x9747b28c)).toBe(0x5a97808a);
    expect(hashOf('abc', 0x9747b28c)).toBe(0xc84a62dd);
    expect(hashOf('Hello, world!', 0x9747b28c)).toBe(0x24884cba);
  });
});
