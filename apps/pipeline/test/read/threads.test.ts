import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contract } from '@datahub/contract';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputFile } from '../../src/read/input-file.ts';
import { type StageProgress, stageInput } from '../../src/read/stage-input.ts';
import { source } from './read-input.ts';

const DAY = '2026-10-27';

/** More than one part of a file that is cut, with a long line across the cut, bad lines, and ids that come twice. */
function content(): Buffer {
  const lines: string[] = [];
  for (let index = 0; index < 150_000; index++) {
    const user = index % 70_000 === 60_000 ? 'long'.repeat(700_000) : `user-${index % 1000}`;
    const line = `{"event_id":"id-${index % 149_000}","event_time":"${DAY}T12:00:00Z","user_id":"${user}","event_type":"type-${index % 40_000}","region":"r${index % 7}","session_duration_sec":${index},"revenue_usd":${index}.25,"padding":"${'x'.repeat(20)}"}`;
    lines.push(index % 1000 === 7 ? line.slice(0, 100) : index % 500 === 3 ? '' : line);
  }
  return Buffer.from(lines.join('\n'));
}

describe('reading on several threads', () => {
  let folder: string;
  let plain: InputFile;
  let zipped: InputFile;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'threads-'));
    const bytes = content();
    plain = { path: join(folder, 'plain'), name: 'input', day: DAY };
    zipped = { path: join(folder, 'zipped'), name: 'input', day: DAY };
    await writeFile(plain.path, bytes);
    await writeFile(zipped.path, gzipSync(bytes, { level: 1 }));
  }, 30_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function read(files: readonly InputFile[], threads: number, signal?: AbortSignal) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const progress: StageProgress[] = [];
    try {
      const staged = await stageInput({
        connection,
        contract,
        source: source('product-events'),
        files,
        threads,
        tempDirectory: folder,
        onProgress: (done) => progress.push(done),
        ...(signal ? { signal } : {}),
      });
      const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
      const result = {
        days: staged.days,
        events: await rows(
          'SELECT region, count(*), count(user_id), sum(session_duration_sec), sum(revenue_usd), md5(string_agg(event_id || user_id || event_type, chr(10) ORDER BY event_id)) FROM events GROUP BY ALL ORDER BY ALL',
        ),
        quarantine: await rows('SELECT line, byte_offset, rule, raw FROM quarantine ORDER BY line'),
      };
      await staged.dispose();
      return { ...result, progress };
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  it('gives the same however the input is cut', async () => {
    const whole = await read([zipped], 1);
    const cut = await read([plain], 2);

    expect(cut.progress.length).toBeGreaterThan(1);
    expect(cut.progress.at(-1)).toMatchObject({ files: 1, rows: whole.days[0]?.rowsRead });
    expect(cut.days).toEqual(whole.days);
    expect(cut.events).toEqual(whole.events);
    expect(cut.quarantine).toEqual(whole.quarantine);
    // 150,000 lines, of them 300 blank; 150 cut short; two ids in a thousand come twice, and are not all good lines.
    expect(whole.days).toMatchObject([{ rowsRead: 149_700, rowsQuarantined: 150, rowsDuplicate: 997 }]);
    expect(whole.quarantine[1]?.slice(0, 1)).toEqual(['1008']);
  }, 30_000);

  it('ends with the first failure, and leaves no file', async () => {
    const broken = { path: join(folder, 'broken'), name: 'broken', day: DAY };
    const zip = gzipSync(content(), { level: 1 });
    await writeFile(broken.path, zip.subarray(0, zip.length >> 1));
    await expect(read([plain, broken], 2)).rejects.toMatchObject({ code: 'INPUT_GZIP_CORRUPT' });
    await rm(broken.path);
    expect(await readdir(folder)).toEqual(['plain', 'zipped']);
  }, 30_000);

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await expect(read([plain, zipped], 2, abort.signal)).rejects.toThrow('enough');
  }, 30_000);
});
