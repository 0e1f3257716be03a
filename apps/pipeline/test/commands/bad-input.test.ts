import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, event, writeLines } from '../harness/events.ts';
import { keysOf, tempFolder } from '../harness/lake.ts';
import { runCli } from '../harness/run-cli.ts';

let folder: string;
beforeEach(async () => {
  folder = await tempFolder();
});

const CSV_HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

interface Case {
  readonly name: string;
  /** Name and content of the input. */
  readonly file?: readonly [name: string, content: string | Uint8Array];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly exitCode: number;
  readonly code: string;
  /** What the message has to name. */
  readonly says: readonly string[];
}

const source = (name: string) => ['--source', name];
const packed = gzipSync(Array.from({ length: 5000 }, () => `${event()}\n`).join(''));

const CASES: readonly Case[] = [
  {
    name: 'a missing file',
    exitCode: 66,
    code: 'INPUT_MISSING',
    says: ['no-such.ndjson', DAY],
    args: ['--input', 'no-such.ndjson'],
  },
  {
    name: 'an input without a name',
    args: ['--input', ' '],
    exitCode: 2,
    code: 'PATTERN_EMPTY',
    says: ['--input', '{date}', 'a file, a folder or a glob'],
  },
  {
    name: 'a placeholder that stands for nothing',
    args: ['--input', 'in/{dat}.ndjson'],
    exitCode: 2,
    code: 'PATTERN_PLACEHOLDER',
    says: ['in/{dat}.ndjson', '{dat} stands', '{date}', '{year}'],
  },
  {
    name: 'memory that is too little for the engine',
    file: ['a.ndjson', event()],
    env: { HUB_MEMORY: '1MB' },
    exitCode: 71,
    code: 'ENGINE_MEMORY',
    says: ['HUB_MEMORY', '1MB', '128MB'],
  },
  {
    name: 'an unknown source',
    file: ['a.ndjson', event()],
    args: source('nobody'),
    exitCode: 2,
    code: 'SOURCE_UNKNOWN',
    says: ['nobody', 'product-events', 'online-retail'],
  },
  {
    name: 'an unknown dataset',
    file: ['a.ndjson', event()],
    args: ['--dataset', 'nothing'],
    exitCode: 2,
    code: 'DATASET_UNKNOWN',
    says: ['nothing', 'daily_metrics'],
  },
  {
    name: 'a date that does not exist',
    file: ['a.ndjson', event()],
    args: ['--date', '2023-02-30'],
    exitCode: 2,
    code: 'DATE_INVALID',
    says: ['--date', '2023-02-30'],
  },
  { name: 'an empty file', file: ['a.ndjson', ''], exitCode: 65, code: 'INPUT_EMPTY', says: ['a.ndjson'] },
  {
    name: 'an empty file, packed',
    file: ['a.ndjson.gz', gzipSync('')],
    exitCode: 65,
    code: 'INPUT_NO_RECORDS',
    says: ['a.ndjson.gz'],
  },
  {
    name: 'a CSV of a header alone',
    file: ['a.csv', `${CSV_HEADER}\n`],
    args: source('online-retail'),
    exitCode: 65,
    code: 'INPUT_NO_RECORDS',
    says: ['a.csv'],
  },
  {
    name: 'a CSV whose lines end with CR alone',
    file: ['a.csv', `${CSV_HEADER}\r1,2,3,4,2010-12-01 08:26:00,6,7,France\r`],
    args: source('online-retail'),
    exitCode: 65,
    code: 'INPUT_CSV_LINE_ENDS',
    says: ['a.csv', 'CR', 'CRLF or LF'],
  },
  {
    name: 'a CSV with a missing column',
    file: ['a.csv', `${CSV_HEADER.replace('UnitPrice,', '')}\n1,2,3,4,5,6,7\n`],
    args: source('online-retail'),
    exitCode: 65,
    code: 'INPUT_CSV_COLUMN_MISSING',
    says: ['a.csv', 'line 1', 'UnitPrice'],
  },
  {
    name: 'a gzip cut short',
    file: ['a.ndjson.gz', packed.subarray(0, packed.length - 100)],
    exitCode: 65,
    code: 'INPUT_GZIP_CORRUPT',
    says: ['a.ndjson.gz'],
  },
  {
    name: 'a file of another format',
    file: ['a.csv', 'x'],
    exitCode: 65,
    code: 'INPUT_FORMAT',
    says: ['a.csv', 'NDJSON', 'CSV'],
  },
  {
    name: 'records that are all refused',
    file: ['a.ndjson', 'x\ny\n'],
    exitCode: 65,
    code: 'INPUT_ALL_REFUSED',
    says: ['a.ndjson', 'line 1', 'invalid_json'],
  },
];

describe('bad input', () => {
  it.each(CASES)(
    '$name: exit code, coded error, nothing committed',
    async ({ file, args = [], env = {}, exitCode, code, says }) => {
      const [name, content] = file ?? [];
      if (name !== undefined) await writeFile(join(folder, name), content ?? '');
      const given = (option: string, ...values: string[]) =>
        args.includes(option) ? [] : [option, ...values];
      const line = [
        'publish',
        ...given('--source', 'product-events'),
        ...given('--input', name ?? ''),
        ...given('--date', DAY),
        '--lake',
        'file:./lake',
        ...args,
      ];
      const [ended, json] = await Promise.all([
        runCli(line, { cwd: folder, env }),
        runCli([...line, '--json'], { cwd: folder, env }),
      ]);
      expect(ended.stderr).toMatch(new RegExp(`^${code}: `, 'm'));
      expect(ended.code).toBe(exitCode);
      for (const word of says) expect(ended.stderr).toContain(word);
      expect(ended.stderr, 'a stack').not.toMatch(/^ +at /m);
      expect(ended.stdout).toBe('');
      expect((await keysOf(join(folder, 'lake'))).filter((key) => !key.startsWith('_quarantine/'))).toEqual(
        [],
      );

      expect(json.code).toBe(exitCode);
      expect(JSON.parse(json.stdout)).toMatchObject({ error: { code, message: expect.any(String) } });
    },
  );

  it('names a file that cannot be read', async () => {
    // Tests may run as root, whom no permission stops; a folder of folders has no file to open either.
    await mkdir(join(folder, `${DAY}.ndjson`, 'sub'), { recursive: true });
    const args = [
      'publish',
      ...source('product-events'),
      '--input',
      '{date}.ndjson',
      '--date',
      DAY,
      '--lake',
      'lake',
    ];
    const ended = await runCli(args, { cwd: folder });
    expect(ended.code).toBe(66);
    expect(ended.stderr).toContain(`${DAY}.ndjson`);
  });

  it('quarantines what is malformed, whole, and publishes the rest', async () => {
    const truncated = '{"event_type":"page_view","reg';
    await writeLines(folder, 'a.ndjson', [
      event(),
      truncated,
      event({ session_duration_sec: 10.7 }),
      event(),
    ]);
    const args = [
      'publish',
      ...source('product-events'),
      '--input',
      'a.ndjson',
      '--date',
      DAY,
      '--lake',
      'lake',
      '--json',
    ];
    const ended = await runCli(args, { cwd: folder });
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      counts: { rows_read: 4, rows_aggregated: 2, rows_quarantined: 2, rows_duplicate: 0 },
    });
  });
});
