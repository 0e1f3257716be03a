import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { event, writeLines } from '../harness/events.ts';
import { publishTo, rowsOf, tempFolder } from '../harness/lake.ts';

const DAYS = ['2023-10-27', '2023-10-28', '2023-10-29'];

const record = fc.record({
  region: fc.constantFrom('us-west', 'eu-west', 'EIRE/ie', '0012'),
  event_type: fc.constantFrom('page_view', 'purchase'),
  user_id: fc.option(fc.constantFrom('u-1', 'u-2')),
  session_duration_sec: fc.option(fc.integer({ min: 0, max: 10_000 })),
  revenue_usd: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100)),
  event_id: fc.option(fc.constantFrom('a', 'b', 'c')),
});
const dayOfRecords = fc.array(record, { minLength: 1, maxLength: 12 });

/** Days as they end up, what they held at first, and the order in which they are published and corrected. */
const history = fc.record({
  final: fc.tuple(dayOfRecords, dayOfRecords, dayOfRecords),
  first: fc.tuple(dayOfRecords, dayOfRecords, dayOfRecords),
  order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  corrected: fc.subarray([0, 1, 2]),
});

describe('the order of publishing', () => {
  it('makes no difference: all at once, day by day, or in any order with corrections', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ final, first, order, corrected }) => {
        const folder = await tempFolder();
        const write = (index: number, records: readonly object[]) =>
          writeLines(
            folder,
            `${DAYS[index]}.ndjson`,
            records.map((fields) => event({ ...fields })),
          );
        const publishDays = (lake: string, days: readonly string[]) =>
          publishTo(`${folder}/${lake}`, { input: `${folder}/{date}.ndjson`, days });

        for (const index of corrected) await write(index, first[index] as readonly object[]);
        for (const index of corrected) await publishDays('shuffled', [DAYS[index] as string]);
        for (const [index, records] of final.entries()) await write(index, records);

        await publishDays('at once', DAYS);
        for (const day of DAYS) await publishDays('day by day', [day]);
        for (const index of order) await publishDays('shuffled', [DAYS[index] as string]);

        const expected = await rowsOf(`${folder}/at once`);
        expect(expected.length).toBeGreaterThan(2);
        expect(await rowsOf(`${folder}/day by day`)).toEqual(expected);
        expect(await rowsOf(`${folder}/shuffled`)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});
