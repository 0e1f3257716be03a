import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputFile } from '../../src/read/input-file.ts';
import { readInput, source } from './read-input.ts';

const DAYS = ['2026-10-27', '2026-10-28'] as const;

/** Records of one file, each of a kilobyte: enough of them are worth threads of their own. */
const RECORDS = 6000;

/** `user_id` tells the place of a record: `<file>-<record>`. */
function content(file: number, day: string, idOf: (record: number) => string | null): string {
  const lines = Array.from({ length: RECORDS }, (_, record) =>
    JSON.stringify({
      event_id: idOf(record),
      event_time: `${day}T12:00:00Z`,
      user_id: `${file}-${record}`,
      event_type: 'view',
      region: 'north',
      padding: 'x'.repeat(900),
    }),
  );
  return lines.join('\n');
}

describe('an id that comes more than once', () => {
  let folder: string;
  let files: InputFile[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duplicates-'));
    const contents = [
      content(0, DAYS[0], (record) => `id-${record}`),
      // Three times, across files and within one; and no id at all, which is like no other.
      content(1, DAYS[0], (record) =>
        record === 5 || record === 7 ? 'id-10' : record < 4 ? null : `more-${record}`,
      ),
      // Every id of the day before, and the first one in the last record again.
      content(2, DAYS[1], (record) => (record === RECORDS - 1 ? 'id-0' : `id-${record}`)),
    ];
    files = contents.map((_, file) => ({
      path: join(folder, `input-${file}`),
      name: `input-${file}`,
      day: DAYS[file === 2 ? 1 : 0],
    }));
    await Promise.all(files.map((file, index) => writeFile(file.path, contents[index] as string)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([1, 2, 3])(
    'leaves the first of each day, in the order of the input, on %i threads',
    async (threads) => {
      const { days, events } = await readInput(source('product-events'), files, { threads });

      expect(days).toMatchObject([
        { day: DAYS[0], rowsRead: 12_000, rowsAggregated: 11_998, rowsDuplicate: 2, rowsQuarantined: 0 },
        { day: DAYS[1], rowsRead: 6000, rowsAggregated: 5999, rowsDuplicate: 1, rowsQuarantined: 0 },
      ]);
      const placesOf = (id: string) =>
        events
          .filter(({ event_id }) => event_id === id)
          .map(({ run_date, user_id }) => [run_date, user_id])
          .sort();
      expect(placesOf('id-10')).toEqual([
        [DAYS[0], '0-10'],
        [DAYS[1], '2-10'],
      ]);
      expect(placesOf('id-0')).toEqual([
        [DAYS[0], '0-0'],
        [DAYS[1], '2-0'],
      ]);
      expect(events.filter(({ event_id }) => event_id === null)).toHaveLength(4);
    },
  );

  it('leaves the first where every record comes twice, and there are more than are compared at once', async () => {
    const ids = 210_000;
    const record = (id: number, time: number) =>
      `{"event_id":"id-${id}","event_time":"${DAYS[0]}T12:00:00Z","user_id":"${time}","event_type":"view","region":"north"}\n`;
    const path = join(folder, 'twice');
    const once = (time: number) => Array.from({ length: ids }, (_, id) => record(id, time)).join('');
    await writeFile(path, once(1) + once(2));

    const { days, events } = await readInput(source('product-events'), [
      { path, name: 'twice', day: DAYS[0] },
    ]);

    expect(days).toMatchObject([
      { rowsRead: 2 * ids, rowsAggregated: ids, rowsDuplicate: ids, rowsQuarantined: 0 },
    ]);
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(ids);
    expect(events.filter(({ user_id }) => user_id !== '1')).toEqual([]);
  });
});
