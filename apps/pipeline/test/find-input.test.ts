import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceOf } from '@datahub/contract';
import { describe, expect, it } from 'vitest';
import { findInput } from '../src/input/find-input.ts';
import { tempFolder } from './harness/lake.ts';

const source = sourceOf('product-events')!;

async function folderWith(...names: string[]): Promise<string> {
  const cwd = await tempFolder();
  for (const name of names) {
    await mkdir(join(cwd, name, '..'), { recursive: true });
    await writeFile(join(cwd, name), 'x');
  }
  return cwd;
}

const find = (cwd: string, pattern: string, days: string[], strictDays = false) =>
  findInput({ source, pattern, days, strictDays, cwd });

describe('findInput', () => {
  it('puts the day into the pattern, and lists the days that have nothing', async () => {
    const cwd = await folderWith('in/2023-10-01.ndjson', 'in/2023-10-03.ndjson');
    const found = await find(cwd, 'in/{date}.ndjson', ['2023-10-01', '2023-10-02', '2023-10-03']);
    expect(found.missing).toEqual(['2023-10-02']);
    expect(found.days).toEqual([
      { day: '2023-10-01', files: [file('2023-10-01')] },
      { day: '2023-10-03', files: [file('2023-10-03')] },
    ]);
    function file(day: string) {
      return { path: join(cwd, `in/${day}.ndjson`), name: `in/${day}.ndjson`, day };
    }
  });

  it('takes the files of a folder in byte order, without marks and hidden files', async () => {
    const cwd = await folderWith(
      'd/b.ndjson',
      'd/B.ndjson',
      'd/_SUCCESS',
      'd/.b.ndjson.crc',
      'd/é.ndjson',
      'd/sub/c.ndjson',
    );
    const { days } = await find(cwd, 'd', ['2023-10-01']);
    expect(days[0]?.files.map(({ name }) => name)).toEqual(['d/B.ndjson', 'd/b.ndjson', 'd/é.ndjson']);
  });

  it('takes a glob, absolute or not', async () => {
    const cwd = await folderWith('d/2023-10-01/b.ndjson', 'd/2023-10-01/a.ndjson', 'd/2023-10-02/c.ndjson');
    for (const pattern of ['d/{date}/*.ndjson', join(cwd, 'd/{date}/*.ndjson')]) {
      const { days } = await find(cwd, pattern, ['2023-10-01']);
      expect(days[0]?.files.map(({ path }) => path)).toEqual([
        join(cwd, 'd/2023-10-01/a.ndjson'),
        join(cwd, 'd/2023-10-01/b.ndjson'),
      ]);
    }
  });

  it('finds folders laid out by year, month and day', async () => {
    const cwd = await folderWith('year=2023/month=10/day=01/a.ndjson');
    const { days } = await find(cwd, 'year={year}/month={month}/day={day}', ['2023-10-01']);
    expect(days[0]?.files).toHaveLength(1);
  });

  it('takes a name with glob characters as it is written, where such a file exists', async () => {
    const cwd = await folderWith('[new] events.ndjson', 'n events.ndjson');
    const { days } = await find(cwd, '[new] events.ndjson', ['2023-10-01']);
    expect(days[0]?.files.map(({ name }) => name)).toEqual(['[new] events.ndjson']);
  });

  it('takes a name with a placeholder of nobody as it is written, where such a file exists', async () => {
    const cwd = await folderWith('{dat}.ndjson');
    const { days } = await find(cwd, '{dat}.ndjson', ['2023-10-01']);
    expect(days[0]?.files.map(({ name }) => name)).toEqual(['{dat}.ndjson']);
  });

  it.each(['{dat}.ndjson', '{Date}/*.ndjson', '{year}-{months}.ndjson'])(
    'names the placeholder of "%s" that stands for nothing, for one day and for many',
    async (pattern) => {
      const cwd = await folderWith('2023-10-01.ndjson');
      for (const days of [['2023-10-01'], ['2023-10-01', '2023-10-02']]) {
        await expect(find(cwd, pattern, days)).rejects.toMatchObject({
          code: 'PATTERN_PLACEHOLDER',
          exitCode: 2,
          message: expect.stringMatching(/\{(dat|Date|months)\} stands for nothing.*\{date\}/),
        });
      }
    },
  );

  it('does not take the alternatives of a glob for placeholders', async () => {
    const cwd = await folderWith();
    await expect(find(cwd, '{a,b}{1..2}.ndjson', ['2023-10-01'])).rejects.toMatchObject({
      code: 'INPUT_MISSING',
    });
  });

  it('refuses one day without input, a range without any, and with --strict-days a gap', async () => {
    const cwd = await folderWith('2023-10-01.ndjson');
    await expect(find(cwd, '{date}.ndjson', ['2023-10-02'])).rejects.toMatchObject({
      code: 'INPUT_MISSING',
      exitCode: 66,
      message: expect.stringContaining('2023-10-02.ndjson'),
    });
    await expect(find(cwd, '{date}.ndjson', ['2023-10-02', '2023-10-03'])).rejects.toMatchObject({
      code: 'INPUT_NONE',
      exitCode: 66,
    });
    await expect(find(cwd, '{date}.ndjson', ['2023-10-01', '2023-10-02'], true)).rejects.toMatchObject({
      code: 'INPUT_DAYS_MISSING',
      message: expect.stringContaining('2023-10-02'),
    });
  });

  it('refuses a pattern that names the same files for every day', async () => {
    const cwd = await folderWith('events.ndjson');
    await expect(find(cwd, 'events.ndjson', ['2023-10-01', '2023-10-02'])).rejects.toMatchObject({
      code: 'PATTERN_WITHOUT_DATE',
      exitCode: 2,
    });
  });

  it('refuses a file whose name says another format', async () => {
    const cwd = await folderWith('d/events.csv.gz');
    for (const pattern of ['d', 'd/events.csv.gz', 'd/*']) {
      await expect(find(cwd, pattern, ['2023-10-01'])).rejects.toMatchObject({
        code: 'INPUT_FORMAT',
        exitCode: 65,
        message: expect.stringContaining('d/events.csv.gz'),
      });
    }
  });

  it('names a file that cannot be opened', async () => {
    const cwd = await tempFolder();
    await symlink('loop.ndjson', join(cwd, 'loop.ndjson'));
    await expect(find(cwd, 'loop.ndjson', ['2023-10-01'])).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      exitCode: 66,
      message: expect.stringContaining('loop.ndjson'),
    });
  });
});
