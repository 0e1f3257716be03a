import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { checkCounts, checkRows } from '../../src/publish/check-rows.ts';
import { DAY } from '../harness/events.ts';
import { dataset } from '../harness/lake.ts';

describe('checkCounts', () => {
  const day = {
    day: DAY,
    files: [],
    rowsRead: 10,
    rowsAggregated: 7,
    rowsDuplicate: 2,
    rowsQuarantined: 1,
    valuesRounded: 0,
  };

  it('lets a day pass that accounts for every record', () => {
    expect(() => checkCounts([day])).not.toThrow();
  });

  it('stops where one is lost, or counted twice', () => {
    for (const rowsRead of [9, 11]) {
      expect(() => checkCounts([day, { ...day, rowsRead }])).toThrow(
        expect.objectContaining({ code: 'COUNTS_DISAGREE', exitCode: 70 }),
      );
    }
  });
});

describe('checkRows', () => {
  const good = {
    run_date: `'${DAY}'`,
    region: "'us-west'",
    event_type: "'page_view'",
    event_count: '2::BIGINT',
    row_count: '3::BIGINT',
    avg_session_duration: '1.5::DOUBLE',
    avg_session_duration__sum: '3::BIGINT',
    avg_session_duration__count: '2::BIGINT',
    total_revenue: '1::DECIMAL(28,4)',
  };

  async function check(changes: Partial<typeof good>, events = 3): Promise<void> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const row = (values: object) =>
      `SELECT ${Object.entries(values)
        .map(([name, value]) => `${value} AS ${name}`)
        .join(', ')}`;
    await connection.run(`CREATE TABLE rows AS ${row({ ...good, ...changes })}`);
    try {
      await checkRows(connection, dataset, 'rows', new Map([[DAY, events]]));
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  it('lets good rows pass', () => expect(check({})).resolves.toBeUndefined());

  it.each([
    ['NaN', { avg_session_duration: "'NaN'::DOUBLE" }, 'avg_session_duration'],
    ['infinity', { avg_session_duration: "'-Infinity'::DOUBLE" }, 'avg_session_duration'],
    ['a required value that is null', { event_count: 'NULL::BIGINT' }, 'event_count'],
    ['a dimension that is null', { event_type: 'NULL::VARCHAR' }, 'event_type'],
    ['a partition that is null', { region: 'NULL::VARCHAR' }, 'region'],
  ])('stops at %s', async (_, changes, column) => {
    await expect(check(changes)).rejects.toMatchObject({
      code: 'ROWS_INVALID',
      exitCode: 70,
      message: expect.stringContaining(column),
    });
  });

  it('stops where rows count other events than were read', async () => {
    await expect(check({}, 4)).rejects.toMatchObject({ code: 'ROWS_LOST', exitCode: 70 });
  });
});
