import { join } from 'node:path';
import { type ContractIr, contract } from '@datahub/contract';
import { expect, it } from 'vitest';
import { event, writeLines } from '../harness/events.ts';
import { publishTo, rowsOf, tempFolder } from '../harness/lake.ts';

/** The shipped contract, with its days and hours in another zone. */
function inZone(zone: string): ContractIr {
  return { ...contract, datasets: contract.datasets.map((dataset) => ({ ...dataset, zone })) };
}

/** When the hours begin that events of a day fall into, and how many events each has. */
async function hoursOf(zone: string, day: string, times: readonly string[]) {
  const folder = await tempFolder();
  const input = await writeLines(
    folder,
    'a.ndjson',
    times.map((time) => event({ event_time: time })),
  );
  const lake = join(folder, 'lake');
  await publishTo(lake, { input, days: [day], contract: inZone(zone), datasets: ['hourly_traffic'] });
  const rows = await rowsOf(lake, 'hourly_traffic');
  return rows.map(({ hour, events }) => [hour, events]);
}

it('cuts hours where the zone has them', async () => {
  // Kathmandu is 5:45 ahead: its hours begin at a quarter past those of UTC.
  const times = ['2023-10-27T10:14:59Z', '2023-10-27T10:15:00Z', '2023-10-27T11:14:59.9Z'];
  expect(await hoursOf('Asia/Kathmandu', '2023-10-27', times)).toEqual([
    ['2023-10-27T09:15:00Z', 1],
    ['2023-10-27T10:15:00Z', 2],
  ]);
});

it('keeps the two hours apart that are one on the clock when summer ends', async () => {
  // On 2023-10-29 Berlin set its clocks from 3:00 back to 2:00: 2:30 came twice.
  const times = ['2023-10-29T00:30:00Z', '2023-10-29T01:30:00Z', '2023-10-29T01:45:00Z'];
  expect(await hoursOf('Europe/Berlin', '2023-10-29', times)).toEqual([
    ['2023-10-29T00:00:00Z', 1],
    ['2023-10-29T01:00:00Z', 2],
  ]);
});

it('cuts hours of UTC, before 1970 too', async () => {
  const after = ['2023-10-27T09:59:59.999999Z', '2023-10-27T10:00:00Z', '2023-10-27T12:30:00+02:00'];
  expect(await hoursOf('UTC', '2023-10-27', after)).toEqual([
    ['2023-10-27T09:00:00Z', 1],
    ['2023-10-27T10:00:00Z', 2],
  ]);
  const before = ['1969-12-31T21:59:59.999999Z', '1969-12-31T22:00:00Z', '1969-12-31T23:59:59.999999Z'];
  expect(await hoursOf('UTC', '1969-12-31', before)).toEqual([
    ['1969-12-31T21:00:00Z', 1],
    ['1969-12-31T22:00:00Z', 1],
    ['1969-12-31T23:00:00Z', 1],
  ]);
});
