import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { contract, type SourceIr } from '@datahub/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent, readInput, source } from './read-input.ts';

const events = source('product-events');
const retail = source('online-retail');
const EVENT_DAY = '2026-10-27';
const line = (index: number) => `{"event_id":"${index}","event_type":"click","region":"us-west"}\n`;
const manyLines = Array.from({ length: 5000 }, (_, index) => line(index)).join('');
const header = 'InvoiceNo,StockCode,Description,Quantity,UnitPrice,CustomerID,Country';

function failure(content: string | Uint8Array, of: SourceIr = events) {
  return readContent(of, EVENT_DAY, content).then(
    () => null,
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );
}

describe('a file that is of no use as a whole', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is named where it cannot be opened', async () => {
    const missing = { path: join(folder, 'missing'), name: 'shown/missing.ndjson', day: EVENT_DAY };
    await expect(readInput(events, [missing])).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining('shown/missing.ndjson'),
    });
    await expect(readInput(events, [{ ...missing, path: folder }])).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    });
  });

  it('is refused where it has no byte', async () => {
    expect(await failure('')).toMatchObject({ code: 'INPUT_EMPTY' });
  });

  it('is refused where gzip ends too early, and the last line known is told', async () => {
    const zipped = gzipSync(manyLines);
    const cut = await failure(zipped.subarray(0, zipped.length - 9));
    expect(cut).toMatchObject({ code: 'INPUT_GZIP_CORRUPT' });
    expect(cut?.message).toContain('input');
    expect(cut?.message).toMatch(/behind line \d+/);
  });

  it('is refused where gzip is cut in the middle, near the line that is', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) =>
      JSON.stringify({ event_id: `${index * 7919}`, event_type: 'click', region: 'us-west' }),
    );
    const zipped = gzipSync(lines.join('\n'));
    const half = zipped.subarray(0, zipped.length >> 1);
    const readable = gunzipSync(half, { finishFlush: constants.Z_SYNC_FLUSH }).toString().split('\n').length;
    const cut = await failure(half);
    const line = Number(/behind line (\d+)/.exec(cut?.message ?? '')?.[1]);
    expect(line).toBeLessThanOrEqual(readable);
    expect(line).toBeGreaterThan(readable * 0.9);
  });

  it('is refused where gzip is damaged, in its data, its checksum, or behind its end', async () => {
    const zipped = gzipSync(manyLines);
    const damaged = (at: number) =>
      Buffer.concat([zipped.subarray(0, at), Buffer.of(~(zipped[at] ?? 0)), zipped.subarray(at + 1)]);
    for (const content of [
      damaged(zipped.length >> 1),
      damaged(zipped.length - 6),
      Buffer.concat([zipped, Buffer.from('tail')]),
    ]) {
      expect(await failure(content)).toMatchObject({ code: 'INPUT_GZIP_CORRUPT' });
    }
  });

  it('is read where gzip has several streams', async () => {
    const read = await readContent(events, EVENT_DAY, Buffer.concat([gzipSync(line(1)), gzipSync(line(2))]));
    expect(read.days[0]?.rowsAggregated).toBe(2);
  });

  it('is refused where the header of CSV lacks a declared column, or names it twice', async () => {
    const missing = await failure(
      `${header.replace('Quantity', 'quantity').replace(',Country', '')}\n`,
      retail,
    );
    expect(missing).toMatchObject({ code: 'INPUT_CSV_COLUMN_MISSING' });
    expect(missing?.message).toContain('Quantity, Country');
    expect(await failure(`${header},Country\n`, retail)).toMatchObject({ code: 'INPUT_CSV_COLUMN_TWICE' });
    expect(await failure(`${header},"x"y\n`, retail)).toMatchObject({ code: 'INPUT_CSV_HEADER_INVALID' });
  });

  it('is refused where it holds another format', async () => {
    expect(await failure('PAR1....')).toMatchObject({ code: 'INPUT_FORMAT_FOUND' });
  });

  it('leaves nothing behind', async () => {
    const file = join(folder, 'bad.csv.gz');
    await writeFile(file, gzipSync(`${header}\nx`).subarray(0, 30));
    const input = { path: file, name: 'bad', day: EVENT_DAY };
    await expect(readInput(retail, [input])).rejects.toMatchObject({ code: 'INPUT_GZIP_CORRUPT' });
    const { left } = await readContent(retail, EVENT_DAY, `${header}\n`);
    expect(left).toEqual([]);
  });
});

describe('a file without records', () => {
  it.each([
    ['a header and no more', retail, `${header}\n`],
    ['blank lines', events, '\n\n'],
    ['a gzip of nothing', events, gzipSync('')],
  ])('is read: %s', async (_, of, content) => {
    const read = await readContent(of, EVENT_DAY, content);
    expect(read.days).toEqual([
      {
        day: EVENT_DAY,
        files: ['input'],
        rowsRead: 0,
        rowsAggregated: 0,
        rowsDuplicate: 0,
        rowsQuarantined: 0,
        valuesRounded: 0,
      },
    ]);
    expect(read.events).toEqual([]);
  });
});

describe('the SQL of a source', () => {
  const columns = {
    event_id: 'NULL',
    event_time: 'NULL',
    user_id: 'CustomerID',
    event_type: 'InvoiceNo',
    region: 'Country',
    session_duration_sec: 'Quantity',
    revenue_usd: 'UnitPrice',
  };
  const select = (changed: Partial<Record<string, string>>, tail = '') =>
    `SELECT ${Object.entries({ ...columns, ...changed })
      .map(([name, expression]) => `${expression} AS ${name}`)
      .join(', ')} FROM input${tail}`;

  it.each([
    ['is no SQL', 'SELEC 1', 'syntax error'],
    ['is not one SELECT', `${select({})}; ${select({})}`, 'not one SELECT'],
    ['is no SELECT', 'DROP TABLE input', 'SELECT'],
    [
      'lacks columns',
      'SELECT Country AS region FROM input',
      'there is no event_id, event_time, user_id, event_type',
    ],
    ['has other columns', select({ more: '1' }), 'more is not of the event'],
    [
      'has a column twice',
      select({}).replace(' FROM', ', Country AS region FROM'),
      'region stands there more than once',
    ],
    ['reads a column that is not declared', select({ region: 'Nation' }), 'Nation'],
    [
      'gives another type',
      select({ session_duration_sec: 'UnitPrice' }),
      'session_duration_sec is DECIMAL(18,4), not INTEGER',
    ],
    ['narrows without saying so', select({ revenue_usd: 'UnitPrice * 1.00001' }), 'revenue_usd is DECIMAL'],
    ['leaves records out', select({}, ' WHERE Quantity > 0'), 'no WHERE'],
    ['limits records', select({}, ' LIMIT 1'), 'no WHERE'],
    ['doubles records', select({}, ' JOIN input AS b ON true'), 'no WHERE'],
    ['doubles records by unnest', select({ region: 'unnest([Country, Country])' }), 'unnest()'],
    ['aggregates', select({ region: 'max(Country)' }), 'max()'],
    ['looks at other records', select({ region: 'lag(Country) OVER ()' }), 'window'],
    ['looks elsewhere', select({ region: '(SELECT max(Country) FROM input)' }), 'sub-query'],
    ['differs from run to run', select({ user_id: 'CAST(random() AS VARCHAR)' }), 'random()'],
    ['lists no columns', 'SELECT * FROM input', 'instead of *'],
  ])('is refused, by the name of its file, before anything is read, where it %s', async (_, sql, reason) => {
    const missing = { path: '/nowhere', name: 'nowhere', day: EVENT_DAY };
    const refused = await readInput({ ...retail, sql }, [missing]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'SOURCE_SQL_INVALID' });
    expect((refused as Error).message).toContain('sources/online-retail.sql');
    expect((refused as Error).message).toContain(reason);
  });

  it('keeps every digit of its constants', async () => {
    const sql = select({
      revenue_usd: 'CAST(12345678901234.5678 AS DECIMAL(18,4))',
      event_id: "'9223372036854775807'",
    });
    const read = await readContent({ ...retail, sql }, EVENT_DAY, `${header}\na,b,c,1,2,d,France\n`);
    expect(read.events).toMatchObject([
      { revenue_usd: '12345678901234.5678', event_id: '9223372036854775807' },
    ]);
  });

  it('gives the day and the id of an event, which are held to the same rules', async () => {
    const sql = select({
      event_id: 'InvoiceNo',
      event_time: "CASE WHEN StockCode <> '' THEN CAST(StockCode AS TIMESTAMP) END",
    });
    const rows = [
      '1,2026-10-27 00:00:00',
      '2,2026-10-28 00:00:00',
      '1,2026-10-27 23:59:59',
      '3,no time',
      '4,',
    ];
    const content = [header, ...rows.map((row) => `${row},c,1,2,d,France`), ''].join('\n');
    const read = await readContent({ ...retail, sql }, EVENT_DAY, content);
    expect(
      read.quarantine.map(({ line: at, rule, detail, raw }) => [at, rule, detail, raw.toString()]),
    ).toEqual([
      [3, 'wrong_day', 'event_time', '2,2026-10-28 00:00:00,c,1,2,d,France'],
      [5, 'source_sql_failed', 'event_time', '3,no time,c,1,2,d,France'],
    ]);
    expect(read.days).toMatchObject([
      { rowsRead: 5, rowsAggregated: 2, rowsDuplicate: 1, rowsQuarantined: 2 },
    ]);
  });

  it('is needed to be in one zone', async () => {
    const [dataset] = contract.datasets;
    if (!dataset) throw new Error('no dataset');
    const zones = { ...contract, datasets: [dataset, { ...dataset, name: 'other', zone: 'Asia/Kathmandu' }] };
    const reading = readContent(events, EVENT_DAY, line(1), { contract: zones });
    await expect(reading).rejects.toMatchObject({ code: 'SOURCE_ZONES_DIFFER' });
  });
});
