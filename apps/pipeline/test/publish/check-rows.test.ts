import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckIr, type ContractIr, contract } from '@datahub/contract';
import { openStore } from '@datahub/lake';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AggregateDataset, publish } from '../../src/index.ts';
import { DAY, event, writeLines } from '../harness/events.ts';
import { dataset, keysOf, publishTo, tempFolder } from '../harness/lake.ts';
import { producer } from '../harness/producer.ts';

let folder: string;
let lake: string;
beforeEach(async () => {
  folder = await tempFolder();
  lake = join(folder, 'lake');
});

// Of each dataset, two rows: the first has a mean of 60 over one session, the second has no session.
const LINES = [
  event({ event_time: `${DAY}T10:00:00Z`, session_duration_sec: 60 }),
  event({ event_time: `${DAY}T11:00:00Z`, event_type: 'purchase', revenue_usd: 9.5 }),
];

async function publishWith(
  name: string,
  aggregate: AggregateDataset,
  from: ContractIr = contract,
  lines: readonly string[] = LINES,
  day: string = DAY,
) {
  const input = await writeLines(folder, 'events.ndjson', lines);
  return publish(
    {
      source: 'product-events',
      datasets: [name],
      input,
      days: [day],
      contract: from,
      cwd: '/',
      tempDirectory: tmpdir(),
    },
    { store: openStore(lake), now: () => new Date(), newId: randomUUID, aggregate },
  );
}

const DAILY = 'daily_metrics';
const HOURLY = 'hourly_traffic';
const MEAN = 'avg_session_duration';
const SUM = 'avg_session_duration__sum';
const COUNT = 'avg_session_duration__count';
const VALUE_EXPECTED = `null where ${COUNT} is 0, and a value elsewhere`;
const MEAN_EXPECTED = `${SUM} / ${COUNT}, null where that is 0`;

describe('the columns of a row', () => {
  it.each([
    // a mean is its sum by its count
    [DAILY, 'CAST(NULL AS DOUBLE) AS avg_session_duration', MEAN, MEAN_EXPECTED, 'null (1 of 2 rows)'],
    [DAILY, `coalesce(${MEAN}, 0) AS ${MEAN}`, MEAN, MEAN_EXPECTED, '0.0 (1 of 2 rows)'],
    // the next double after 60
    [
      DAILY,
      `${MEAN} + 7.105427357601002e-15 AS ${MEAN}`,
      MEAN,
      MEAN_EXPECTED,
      '60.00000000000001 (1 of 2 rows)',
    ],
    // 59 sessions too many in the sum
    [DAILY, `${SUM} + 59 AS ${SUM}`, MEAN, MEAN_EXPECTED, '60.0 (1 of 2 rows)'],
    [DAILY, `CAST(NULL AS BIGINT) AS ${SUM}`, SUM, VALUE_EXPECTED, 'null (1 of 2 rows)'],
    [DAILY, `coalesce(${SUM}, 0) AS ${SUM}`, SUM, VALUE_EXPECTED, '0 (1 of 2 rows)'],
    // a part of the events is not more than all of them
    [DAILY, 'event_count + 1 AS event_count', 'event_count', 'at most row_count', '2 (2 of 2 rows)'],
    [
      DAILY,
      `${COUNT} * 2 AS ${COUNT}, ${MEAN} / 2 AS ${MEAN}`,
      COUNT,
      'at most row_count',
      '2 (1 of 2 rows)',
    ],
    [HOURLY, 'purchases + 1 AS purchases', 'purchases', 'at most events', '2 (1 of 2 rows)'],
    // no row without an event, even if all events are counted
    [
      DAILY,
      "CASE event_type WHEN 'purchase' THEN 2 ELSE 0 END::BIGINT AS row_count",
      'row_count',
      'a count, 1 or more',
      '0 (1 of 2 rows)',
    ],
    // a derived figure is what its expression gives: 0 and 1
    [
      HOURLY,
      'CAST(0.5 AS DOUBLE) AS purchase_rate',
      'purchase_rate',
      'CAST(purchases AS DOUBLE) / NULLIF(events, 0)',
      '0.5 (2 of 2 rows)',
    ],
    [
      HOURLY,
      'CAST(NULL AS DOUBLE) AS purchase_rate',
      'purchase_rate',
      'CAST(purchases AS DOUBLE) / NULLIF(events, 0)',
      'null (2 of 2 rows)',
    ],
    // an hour is where it begins
    [
      HOURLY,
      "hour + INTERVAL '1 microsecond' AS hour",
      'hour',
      'the beginning of an hour (UTC)',
      `${DAY} 10:00:00.000001+00 (2 of 2 rows)`,
    ],
  ])('are refused in %s with %s', async (name, change, column, expected, found) => {
    const file =
      name === DAILY
        ? `${name}/run_date=${DAY}/region=us-west/part-00000`
        : `${name}/run_date=${DAY}/part-00000`;
    await expect(publishWith(name, producer(`* REPLACE (${change})`))).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      exitCode: 70,
      details: { file, column, expected, found },
    });
    expect(await keysOf(lake)).toEqual([]);
  });

  it('may hold the mean of a sum past 2^53', async () => {
    // DuckDB adds whole numbers up as HUGEINT, and makes -9007199254740992 of this one as a double. It is a double
    // itself, so that the cast of a BIGINT leaves it.
    const sum = '-9007199254740994';
    const mean = `CAST(${sum}::HUGEINT AS DOUBLE)`;
    const where = `CASE event_type WHEN 'page_view' THEN`;
    const change = `${where} ${sum}::BIGINT END AS ${SUM}, ${where} ${mean} END AS ${MEAN}`;
    await expect(publishWith(DAILY, producer(`* REPLACE (${change})`))).resolves.toMatchObject({
      datasets: [{ version: 0 }],
    });
  });
});

describe('an expression of a derived figure', () => {
  it('may fail for what a producer wrote, and the producer is told', async () => {
    const datasets = contract.datasets.map((one) => ({
      ...one,
      columns: one.columns.map((column) =>
        column.role === 'derived' ? { ...column, expr: 'CAST(purchases AS INT) * 1.0' } : column,
      ),
    }));
    const change = '3000000000 AS purchases'; // more than INT holds
    await expect(
      publishWith(HOURLY, producer(`* REPLACE (${change})`), { ...contract, datasets }),
    ).rejects.toMatchObject({ code: 'WRITTEN_UNFIT', details: { column: 'purchases' } });
  });
});

describe('a time that is cut', () => {
  const inZone = (zone: string): ContractIr => ({
    ...contract,
    datasets: contract.datasets.map((one) => ({ ...one, zone })),
  });

  it('begins where the zone of the dataset has it', async () => {
    // Kathmandu is 5:45 ahead: no hour of it begins at 10:00 UTC.
    const change = "date_trunc('hour', hour) AS hour";
    await expect(
      publishWith(HOURLY, producer(`* REPLACE (${change})`), inZone('Asia/Kathmandu')),
    ).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      details: {
        column: 'hour',
        expected: 'the beginning of an hour (Asia/Kathmandu)',
        found: `${DAY} 09:00:00+00 (2 of 2 rows)`,
      },
    });
  });

  it('may be an hour in which the clocks were moved by half an hour', async () => {
    // On 2023-10-01 at 2:00 (15:30 UTC) Lord Howe Island set its clocks to 2:30.
    const lines = ['15:20', '15:40', '16:10'].map((time) => event({ event_time: `2023-09-30T${time}:00Z` }));
    const zone = inZone('Australia/Lord_Howe');
    await expect(publishWith(HOURLY, producer('*'), zone, lines, '2023-10-01')).resolves.toMatchObject({
      datasets: [{ version: 0 }],
    });
  });

  it('has no beginning where it never ends', async () => {
    const change = "TIMESTAMPTZ 'infinity' AS hour";
    for (const zone of ['UTC', 'Asia/Kathmandu']) {
      await expect(
        publishWith(HOURLY, producer(`* REPLACE (${change})`), inZone(zone)),
      ).rejects.toMatchObject({ code: 'WRITTEN_UNFIT', details: { column: 'hour' } });
    }
  });
});

describe('a group', () => {
  it('is not in two files of one partition', async () => {
    const once = producer('* REPLACE (1::BIGINT AS row_count, 1::BIGINT AS event_count)');
    const twice: AggregateDataset = async (options) => {
      const files = await once(options);
      const second = files.map(async (file) => {
        const localPath = `${file.localPath}.second`;
        await copyFile(file.localPath, localPath);
        return { ...file, localPath, index: 1 };
      });
      return [...files, ...(await Promise.all(second))];
    };
    const lines = [event(), event()];
    await expect(publishWith(DAILY, twice, contract, lines)).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      details: {
        file: `daily_metrics/run_date=${DAY}/region=us-west/part-00001`,
        column: 'run_date, region, event_type',
        expected: 'one row for each group',
        found: `2 rows of ${DAY}, us-west, page_view`,
      },
    });
    expect(await keysOf(lake)).toEqual([]);
  });
});

describe('columns that no two rows of a business day share', () => {
  const unique = (columns: readonly string[], severity: CheckIr['severity'] = 'ERROR'): ContractIr => {
    const checks: CheckIr[] = [{ kind: 'unique', columns, severity }];
    return { ...contract, datasets: [{ ...dataset, checks }] };
  };
  const NEXT = '2023-10-28';

  /** Two days, the first with one kind of event in two regions. */
  async function publishDays(from: ContractIr) {
    await writeLines(folder, `${DAY}.ndjson`, [event(), event({ region: 'eu' })]);
    await writeLines(folder, `${NEXT}.ndjson`, [event()]);
    return publishTo(lake, { input: join(folder, '{date}.ndjson'), days: [DAY, NEXT], contract: from });
  }

  it('are refused where two partitions share them', async () => {
    await expect(publishDays(unique(['event_type']))).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      details: {
        file: expect.stringMatching(`^daily_metrics/run_date=${DAY}/region=`),
        column: 'run_date, event_type',
        expected: 'no two rows of a business day that share them',
        found: `2 rows of ${DAY}, page_view`,
      },
    });
    expect(await keysOf(lake)).toEqual([]);
  });

  it.each([
    ['no day has them twice', unique(['region', 'event_type'])],
    ['what they share is null', unique(['total_revenue'])],
    ['the check only warns', unique(['event_type'], 'WARN')],
  ])('pass where %s', async (_, from) => {
    await expect(publishDays(from)).resolves.toMatchObject({ datasets: [{ version: 0 }] });
  });
});
