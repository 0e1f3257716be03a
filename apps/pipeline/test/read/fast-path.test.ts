import type { ColumnType } from '@datahub/contract';
import type { ParsedField, ParserPlan } from '@datahub/contract/storage';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryLines } from './arbitrary-lines.ts';
import { DAY, eventPlan, stageLines } from './stage-lines.ts';

const field = (name: string, type: ColumnType, more: Partial<ParsedField> = {}): ParsedField => ({
  name,
  type,
  nullable: true,
  unit: null,
  description: null,
  label: false,
  staged: true,
  ...more,
});

/** One field of each type, none of them read by a person: the record is made an event by SQL. */
const everyType: ParserPlan = {
  source: 'every-type',
  format: 'NDJSON',
  timeField: null,
  mapped: true,
  fields: [
    field('text', { kind: 'string' }),
    field('flag', { kind: 'boolean' }),
    field('int', { kind: 'int' }),
    field('long', { kind: 'bigint' }, { nullable: false }),
    field('double', { kind: 'double' }),
    field('date', { kind: 'date' }),
    field('a_name_of_more_than_sixteen_bytes', { kind: 'timestamp' }),
    field('narrow', { kind: 'decimal', precision: 9, scale: 4 }),
    field('wide', { kind: 'decimal', precision: 38, scale: 10 }),
    field('unread', { kind: 'string' }, { staged: false }),
  ],
};

const ordinary = (index: number, comma = ',', colon = ':') =>
  `{${Object.entries({
    event_id: `"id-${index}"`,
    event_time: `"${DAY}T12:00:${String(index % 60).padStart(2, '0')}.250Z"`,
    user_id: index % 3 === 0 ? 'null' : `"user-${index}"`,
    event_type: `"type-${index % 4}"`,
    region: `"region ${index % 7}"`,
    session_duration_sec: index % 2 === 0 ? 'null' : String(index),
    revenue_usd: index % 5 === 0 ? `${index}.25` : 'null',
  })
    .map(([key, value]) => `"${key}"${colon}${value}`)
    .join(comma)}}`;

describe('the fast path of NDJSON', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function both(of: { plan: ParserPlan; idField: string | null }, content: Uint8Array) {
    const { fast: none, ...slow } = await stageLines({ ...of, content, fastPath: false, connection });
    const { fast, ...quick } = await stageLines({ ...of, content, fastPath: true, connection });
    expect(none).toBe(0);
    expect(quick).toEqual(slow);
    return { fast, ...slow.result };
  }

  for (const [name, of] of [
    ['events', eventPlan()],
    ['records of every type, to be mapped', { plan: everyType, idField: null }],
  ] as const) {
    it(`stages and refuses what the parser does: ${name}`, async () => {
      let taken = 0;
      let left = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryLines(of.plan), async (content) => {
          const { fast, records } = await both(of, content);
          taken += fast;
          left += records - fast;
        }),
        { numRuns: 100 },
      );
      // Of lines that are plainly good, and of others, there are enough.
      expect(Math.min(taken, left)).toBeGreaterThan(200);
    }, 120_000);
  }

  for (const [name, comma, colon, end] of [
    ['as JSON.stringify writes them', ',', ':', '\n'],
    ['as Python writes them', ', ', ': ', '\n'],
    ['with the line ends of Windows', ',', ':', '\r\n'],
  ] as const) {
    it(`takes ordinary lines: ${name}`, async () => {
      const lines = Array.from({ length: 1000 }, (_, index) => ordinary(index, comma, colon) + end);
      const { fast, staged } = await both(eventPlan(), Buffer.from(lines.join('')));
      expect(staged).toBe(1000);
      // The parser alone says what a label is: it has the first line of each of seven regions.
      expect(fast).toBe(1000 - 7);
    });
  }

  it('goes on behind lines that it leaves', async () => {
    const lines = Array.from({ length: 1000 }, (_, index) =>
      index % 10 === 9 ? ordinary(index).replace('"user-', '"\\u0075ser-') : ordinary(index),
    );
    const { fast } = await both(eventPlan(), Buffer.from(lines.join('\n')));
    // A third of the lines have no user to be escaped: 66 of 100 have. The last line, one of them, has no line end.
    expect(fast).toBe(1000 - 7 - 66 - 1);
  });

  it('fills row groups, windows and columns as the parser does', async () => {
    const lines = Array.from({ length: 150_000 }, (_, index) => {
      if (index === 90_000) return ordinary(index).replace('"user-', `"${'long'.repeat(500_000)}`);
      if (index % 1000 === 500) return ordinary(index).slice(0, 90);
      const type = `type-${index % 40_000}`;
      const user = index > 120_000 ? 'user-'.repeat(200) : 'user-';
      return ordinary(index)
        .replace(/type-\d/, type)
        .replace('user-', user);
    });
    const { records, refused } = await both(eventPlan(), Buffer.from(lines.join('\n')));
    expect({ records, refused }).toEqual({ records: 150_000, refused: 150 });
  }, 60_000);
});
