import { existsSync, readdirSync } from 'node:fs';
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateEvents } from '../../src/index.ts';
import { DAY, event, writeLines } from '../harness/events.ts';
import { publishTo, rowsOf, snapshotOf, tempFolder } from '../harness/lake.ts';
import { runCli } from '../harness/run-cli.ts';

async function manyEvents(folder: string, rowsPerDay: number): Promise<string> {
  await generateEvents({
    folder,
    days: [DAY],
    rowsPerDay,
    regions: 40,
    eventTypes: 8,
    seed: 'stop',
    dirt: 0,
    gzip: false,
    singleFile: false,
  });
  return join(folder, `${DAY}.ndjson`);
}

describe('stopping a publish', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s commits nothing and leaves nothing behind', async (signal, code) => {
    const folder = await tempFolder();
    const input = await manyEvents(folder, 300_000);
    const temp = await tempFolder();
    const ended = await runCli(
      [
        'publish',
        '--source',
        'product-events',
        '--input',
        input,
        '--date',
        DAY,
        '--lake',
        join(folder, 'lake'),
      ],
      // Stopped as soon as it has begun to read: its folder is there.
      { env: { TMPDIR: temp }, onStart: (pid) => void stopOnceReading(pid) },
    );
    async function stopOnceReading(pid: number) {
      while ((await readdir(temp)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      process.kill(pid, signal);
    }
    expect(ended.code).toBe(code);
    expect(ended.stderr).toBe('INTERRUPTED: Stopped. Nothing was committed.\n');
    expect(await snapshotOf(join(folder, 'lake'))).toBeNull();
    expect(await readdir(temp)).toEqual([]);
  });

  it('by SIGKILL leaves the last version, and the next run finishes the work', async () => {
    const folder = await tempFolder();
    const lake = join(folder, 'lake');
    await publishTo(lake, {
      input: await writeLines(folder, 'old.ndjson', [event({ region: 'old' })]),
      days: [DAY],
    });
    const input = await manyEvents(folder, 20_000);
    const args = ['publish', '--source', 'product-events', '--input', input, '--date', DAY, '--lake', lake];
    const temp = await tempFolder();
    const killed = await runCli(args, {
      env: { TMPDIR: temp },
      // Killed when the first of its files lie in the lake.
      onStart: async (pid) => {
        const day = join(lake, 'daily_metrics', `run_date=${DAY}`);
        while ((await readdir(day)).length < 4) await new Promise((resolve) => setTimeout(resolve, 1));
        process.kill(pid, 'SIGKILL');
      },
    });
    expect(killed.code).toBeNull();
    const { version } = (await snapshotOf(lake)) ?? {};
    // The commit comes after the last of 40 files; a slow kill may still be too late to stop it.
    if (version === 0) expect((await rowsOf(lake)).map(({ region }) => region)).toEqual(['old']);
    expect((await runCli(args)).code).toBe(0);
    await publishTo(join(folder, 'other'), { input, days: [DAY] });
    expect(await rowsOf(lake)).toEqual(await rowsOf(join(folder, 'other')));
    expect((await runCli(['verify', '--lake', lake])).code).toBe(0);
  });

  it('by SIGKILL, before its commit, leaves refused records that verify names', async () => {
    const folder = await tempFolder();
    const lake = join(folder, 'lake');
    await publishTo(lake, { input: await writeLines(folder, 'old.ndjson', [event()]), days: [DAY] });
    const input = await manyEvents(folder, 50_000);
    await appendFile(input, '{\n');
    const kept = join(lake, '_quarantine/product-events', `run_date=${DAY}`);
    const args = ['publish', '--source', 'product-events', '--input', input, '--date', DAY, '--lake', lake];
    await runCli(args, {
      onStart: async (pid) => {
        while (!existsSync(kept) || readdirSync(kept).length === 0) await new Promise(setImmediate);
        process.kill(pid, 'SIGKILL');
      },
    });
    const landed = (await snapshotOf(lake))?.version !== 0;
    const verified = await runCli(['verify', '--lake', lake, '--json']);
    expect(verified.code).toBe(0);
    // The rows of 40 regions are made and written after it; a slow kill may still be too late.
    expect(JSON.parse(verified.stdout).orphans).toEqual(
      landed ? [] : [expect.stringMatching(/^_quarantine.*ndjson\.gz$/)],
    );
  });

  it.each(['hash', 'read', 'aggregate', 'write'])(
    'at the step "%s" leaves the last version whole',
    async (step) => {
      const folder = await tempFolder();
      const lake = join(folder, 'lake');
      const input = await manyEvents(folder, 20_000);
      await publishTo(lake, { input, days: [DAY] });
      const before = await rowsOf(lake);
      const stop = new AbortController();
      const publishing = publishTo(lake, { input, days: [DAY], force: true }, stop.signal, (progress) => {
        if (progress.step === step) stop.abort();
      });
      await expect(publishing).rejects.toThrow();
      expect((await snapshotOf(lake))?.version).toBe(0);
      expect(await rowsOf(lake)).toEqual(before);
      const files = await readdir(join(lake, 'daily_metrics'), { recursive: true });
      expect(files.filter((name) => name.endsWith('.parquet'))).toHaveLength(40);
    },
  );
});
