import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Store, verifyFile } from '../src/index.ts';
import { emptyStore } from './tables.ts';

// Verified by its frame and digest alone; that Parquet lies between is DuckDB's to say.
const bytes = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(9_000_000, 7), Buffer.from('PAR1')]);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const expected = { path: 'day/a.parquet', size: bytes.length, sha256 };

describe('verifyFile', () => {
  let store: Store;
  beforeAll(async () => {
    store = await emptyStore();
  });
  const check = async (content: Buffer | null, what: { sha256: string | null } = expected) => {
    await store.delete('t/day/a.parquet');
    if (content !== null) await store.put('t/day/a.parquet', content);
    return verifyFile(store, 't', { ...expected, ...what });
  };
  const flipped = (at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = 8;
    return copy;
  };

  it('finds nothing wrong with the file that was written', async () => {
    expect(await check(bytes)).toEqual({ status: 'ok' });
    expect(await check(bytes, { sha256: null })).toEqual({ status: 'ok' });
  });

  it('names a file that is missing, or torn', async () => {
    expect(await check(null)).toEqual({ status: 'missing' });
    expect(await check(bytes.subarray(0, 5_000))).toEqual({
      status: 'size-differs',
      expected: 9_000_008,
      found: 5_000,
    });
    expect(await check(Buffer.alloc(0))).toMatchObject({ status: 'size-differs', found: 0 });
  });

  it('names a file of the same size that is another, by a byte near its end', async () => {
    const other = flipped(8_999_999);
    const found = createHash('sha256').update(other).digest('hex');
    expect(await check(other)).toEqual({ status: 'sha256-differs', expected: sha256, found });
  });

  it('names a file that is no Parquet, at either end', async () => {
    expect(await check(flipped(0))).toEqual({ status: 'not-parquet' });
    expect(await check(flipped(bytes.length - 1), { sha256: null })).toEqual({ status: 'not-parquet' });
  });
});
