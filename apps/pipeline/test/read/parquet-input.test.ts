import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceIr } from '@datahub/contract';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOrder, readContent, readInput, source } from './read-input.ts';

const DAY = '2026-10-27';
const events: SourceIr = { ...source('product-events'), format: 'PARQUET' };
const retail: SourceIr = { ...source('online-retail'), format: 'PARQUET' };

describe('Parquet', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parquet-input-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Writes rows with DuckDB, and stages them. */
  async function readRows(of: SourceIr, name: string, select: string) {
    const path = join(folder, `${name}.parquet`);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'Asia/Kathmandu'");
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    return readInput(of, [{ path, name, day: DAY }]);
  }

  const row = (changed: Partial<Record<string, string>> = {}) => {
    const columns = {
      event_id: 'NULL::VARCHAR',
      event_time: `TIMESTAMPTZ '${DAY} 10:00:00+00'`,
      user_id: "'u'",
      event_type: "'click'",
      region: "'us-west'",
      session_duration_sec: '10::BIGINT',
      revenue_usd: '1.50000::DECIMAL(20,5)',
      ...changed,
    };
    return `SELECT ${Object.entries(columns)
      .map(([name, value]) => `${value} AS ${name}`)
      .join(', ')}`;
  };

  it('is held to the rules of the event, value by value', async () => {
    const rows = [
      row(),
      row({ event_id: "'a'", revenue_usd: '1.23455::DECIMAL(20,5)' }),
      row({ event_id: "'a'" }),
      row({ session_duration_sec: '3000000000::BIGINT' }),
      row({ revenue_usd: '999999999999999::DECIMAL(20,5)' }),
      row({ event_type: 'NULL::VARCHAR' }),
      row({ region: "''" }),
      row({ region: 'NULL::VARCHAR' }),
      row({ event_time: `TIMESTAMPTZ '${DAY} 23:59:59.999999+00'` }),
      row({ event_time: `TIMESTAMPTZ '${DAY} 24:00:00+00'` }),
    ];
    const read = await readRows(events, 'rules', rows.join(' UNION ALL '));
    expect(
      read.quarantine.map(({ line, byte_offset, rule, detail }) => [line, byte_offset, rule, detail]),
    ).toEqual([
      [4, null, 'wrong_type', 'session_duration_sec'],
      [5, null, 'wrong_type', 'revenue_usd'],
      [6, null, 'missing_required', 'event_type'],
      [7, null, 'invalid_text', 'region'],
      [8, null, 'missing_required', 'region'],
      [10, null, 'wrong_day', 'event_time'],
    ]);
    expect(JSON.parse(String(read.quarantine[0]?.raw))).toMatchObject({
      session_duration_sec: 3_000_000_000,
      user_id: 'u',
    });
    expect(JSON.parse(String(read.quarantine[3]?.raw))).toMatchObject({ region: '', event_type: 'click' });
    expect(inOrder(read.events.map(({ revenue_usd }) => revenue_usd))).toEqual([
      '1.2346',
      '1.5000',
      '1.5000',
    ]);
    expect(read.days).toMatchObject([
      { rowsRead: 10, rowsAggregated: 3, rowsDuplicate: 1, rowsQuarantined: 6, valuesRounded: 1 },
    ]);
    expect(read.left).toEqual([]);
  });

  it('goes through the SQL of its source', async () => {
    const columns =
      "'C1' AS InvoiceNo, 'S' AS StockCode, '' AS Description, 3::SMALLINT AS Quantity, 0.3333::DECIMAL(9,4) AS UnitPrice, '7.0' AS CustomerID";
    const read = await readRows(
      retail,
      'mapped',
      `SELECT ${columns}, 'EIRE' AS Country UNION ALL SELECT ${columns}, 'a' || chr(10)`,
    );
    expect(read.events).toMatchObject([
      { event_type: 'cancellation', region: 'EIRE', user_id: '7', revenue_usd: '0.9999' },
    ]);
    expect(read.quarantine).toMatchObject([{ line: 2, rule: 'invalid_text', detail: 'region' }]);
  });

  it.each([
    ['lacks a column', "SELECT 'click' AS event_type", 'event_id is not there'],
    ['has text for a number', row({ session_duration_sec: "'10'" }), 'session_duration_sec is VARCHAR'],
    ['has a double for money', row({ revenue_usd: '1.5::DOUBLE' }), 'revenue_usd is DOUBLE'],
    [
      'has a time without a zone',
      row({ event_time: `TIMESTAMP '${DAY} 10:00:00'` }),
      'event_time is TIMESTAMP',
    ],
  ])('is refused where it %s', async (_, select, reason) => {
    const refused = await readRows(events, 'refused', select).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'INPUT_PARQUET_COLUMN', message: expect.stringContaining(reason) });
  });

  it('is refused where it is something else, or damaged', async () => {
    await expect(readContent(events, DAY, '{}')).rejects.toMatchObject({ code: 'INPUT_FORMAT_FOUND' });
    await expect(readContent(events, DAY, 'PAR1 and no more')).rejects.toMatchObject({
      code: 'INPUT_PARQUET_INVALID',
    });
  });
});
