import { describe, expect, it } from 'vitest';
import { hashBytes } from '../../src/read/staging/hash-bytes.ts';
import { SeenHashes, seenMemory } from '../../src/read/staging/seen-hashes.ts';

const hashOf = (text: string, seed = 0) =>
  hashBytes(Buffer.from(text), 0, Buffer.byteLength(text), seed) >>> 0;

describe('hashes that were there before', () => {
  it('are told without fail, by any thread, and hardly any other is', () => {
    const memory = seenMemory(5_000_000);
    const [one, other] = [new SeenHashes(memory), new SeenHashes(memory)];
    const hashes = Array.from({ length: 50_000 }, (_, index) => hashOf(`id-${index}`));
    const byChance = hashes.filter((hash) => one.add(hash));
    expect(byChance.length).toBeLessThan(hashes.length / 50);
    expect(hashes.every((hash) => other.add(hash))).toBe(true);
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
