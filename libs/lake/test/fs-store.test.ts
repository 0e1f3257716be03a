import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { describeStore } from '../src/conformance/describe-store.ts';
import { openStore } from '../src/index.ts';

const scratch = await mkdtemp(join(tmpdir(), 'lake-fs-'));
afterAll(() => rm(scratch, { recursive: true, force: true }));
const newFolder = () => mkdtemp(join(scratch, 'store-'));

describeStore('a folder', async () => openStore(await newFolder()));

describe('a folder', () => {
  it('lies where its address says', async () => {
    const folder = await mkdtemp(join(scratch, 'an odd näme % '));
    const url = pathToFileURL(folder).href;
    for (const address of [folder, url, `file:${folder}`]) {
      expect(openStore(address).localPath('a/b')).toBe(join(folder, 'a/b'));
      expect(openStore(address).url).toBe(url);
    }
    expect(openStore('file:./some/lake').localPath('x')).toBe(join(process.cwd(), 'some/lake/x'));
    expect(openStore('some/lake').localPath('x')).toBe(join(process.cwd(), 'some/lake/x'));
  });

  it.each([
    ['s3://bucket/lake', 'LAKE_STORE_UNSUPPORTED'],
    ['gs://bucket/lake', 'LAKE_STORE_UNSUPPORTED'],
    ['', 'LAKE_ADDRESS_INVALID'],
    ['file:', 'LAKE_ADDRESS_INVALID'],
    ['file://elsewhere/lake', 'LAKE_ADDRESS_INVALID'],
  ])('refuses the address %j with %s', (address, code) => {
    const message = expect.stringContaining(`"${address}"`);
    expect(() => openStore(address)).toThrow(expect.objectContaining({ code, message }));
  });

  it('makes nothing before the first put', async () => {
    const folder = join(await newFolder(), 'later');
    const store = openStore(folder);
    expect(await store.get('a')).toBeNull();
    for await (const object of store.list('')) expect(object).toBeUndefined();
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await store.put('a', Buffer.from('x'));
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('leaves no temporary file behind, and shows none of a writer that was killed', async () => {
    const folder = await newFolder();
    const store = openStore(folder);
    await Promise.all(Array.from({ length: 8 }, () => store.putIfAbsent('x', Buffer.from('x'))));
    expect(await readdir(folder)).toEqual(['x']);
    const left = '.put-3f2a0a52-9a8e-4a36-9c54-0d1d1c3c9f00.tmp';
    await writeFile(join(folder, left), 'half');
    const keys = [];
    for await (const { key } of store.list('')) keys.push(key);
    expect(keys).toEqual(['x']);
  });

  it('says which folder could not be written, and why', async () => {
    const store = openStore(await newFolder());
    await store.put('a', Buffer.from('a file where a folder would be'));
    await expect(store.put('a/b', Buffer.from('x'))).rejects.toMatchObject({
      code: 'LAKE_STORE_FAILED',
      details: { operation: 'write', key: 'a/b' },
    });
    await expect(store.putIfAbsent('a/b', Buffer.from('x'))).rejects.toMatchObject({
      code: 'LAKE_STORE_FAILED',
    });
  });
});
