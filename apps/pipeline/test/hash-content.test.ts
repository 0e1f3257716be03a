import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkUnchanged, hashContents } from '../src/input/hash-content.ts';

const DAY = '2026-10-27';
const PART = 16 * 1024 * 1024;
const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

describe('the hash of a content', () => {
  let folder: string;
  const large = Buffer.alloc(PART + 1_000_000, 'all work and no play ');
  const small = Buffer.from('small');
  const input = (...names: string[]) => [
    { day: DAY, files: names.map((name) => ({ path: join(folder, name), name, day: DAY })) },
  ];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hash-content-'));
    await writeFile(join(folder, 'large'), large);
    await writeFile(join(folder, 'small'), small);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is over files in order, each of them in parts', async () => {
    const ofLarge = sha256(sha256(large.subarray(0, PART)), sha256(large.subarray(PART)));
    const expected = sha256(ofLarge, sha256(sha256(small))).toString('hex');
    const progress: number[] = [];
    const [content] = await hashContents(input('large', 'small'), {
      onProgress: (done) => progress.push(done),
    });
    expect(content).toMatchObject({ day: DAY, sha256: expected, bytes: large.length + small.length });
    expect(progress).toHaveLength(3);
    expect(progress.at(-1)).toBe(large.length + small.length);
  });

  it('is the same on any number of threads, and without one', async () => {
    const of = async (name: string, threads: number) =>
      (await hashContents(input(name), { threads }))[0]?.sha256;
    expect(await of('large', 1)).toBe(await of('large', 4));
    expect(await of('small', 4)).toBe(sha256(sha256(sha256(small))).toString('hex'));
  });

  it('names the file that cannot be read', async () => {
    await expect(hashContents(input('small', 'gone'))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      details: { file: 'gone' },
    });
  });

  it('holds only for files that have not changed since', async () => {
    const name = 'growing';
    await writeFile(join(folder, name), 'one');
    const contents = await hashContents(input(name));
    await checkUnchanged(contents);
    await appendFile(join(folder, name), 'two');
    await expect(checkUnchanged(contents)).rejects.toMatchObject({ code: 'INPUT_CHANGED' });
  });
});
