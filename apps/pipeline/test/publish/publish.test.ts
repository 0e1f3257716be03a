import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ContractIr, contract, type DatasetIr } from '@datahub/contract';
import { manifestSchema } from '@datahub/contract/storage';
import { lakeError, openStore, openTable, publisherInfo, type Store } from '@datahub/lake';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { publish } from '../../src/index.ts';
import { DAY, event, writeLines } from '../harness/events.ts';
import { dataset, keysOf, manifestOf, publishTo, rowsOf, snapshotOf, tempFolder } from '../harness/lake.ts';
import { runCli } from '../harness/run-cli.ts';

let folder: string;
let lake: string;
beforeEach(async () => {
  folder = await tempFolder();
  lake = join(folder, 'lake');
});

const NEXT = '2023-10-28';
const versionOf = async () => (await snapshotOf(lake))?.version ?? null;
const parquetOf = async () => (await keysOf(lake)).filter((key) => key.endsWith('.parquet'));

/** Everything below the table, by key: SHA-256. */
async function contentOf(keys: readonly string[]): Promise<Map<string, string>> {
  const store = openStore(lake);
  const entries = keys.map(async (key) => {
    const bytes = await store.get(key);
    return [key, createHash('sha256').update(bytes!).digest('hex')] as const;
  });
  return new Map(await Promise.all(entries));
}

describe('a publish', () => {
  it('commits many days at once', async () => {
    await writeLines(folder, `${DAY}.ndjson`, [event(), event({ region: 'eu-west' })]);
    await writeLines(folder, `${NEXT}.ndjson.gz`, [event()]);
    await expect(
      publishTo(lake, { input: join(folder, '{date}.ndjson*'), days: [DAY, NEXT] }),
    ).resolves.toMatchObject({
      datasets: [{ dataset: 'daily_metrics', version: 0, days_published: [DAY, NEXT], days_unchanged: [] }],
      counts: { rows_read: 3, rows_aggregated: 3 },
    });
    const rows = await rowsOf(lake);
    expect(rows.map(({ run_date, region, row_count }) => [run_date, region, row_count])).toEqual([
      [DAY, 'eu-west', 1],
      [DAY, 'us-west', 1],
      [NEXT, 'us-west', 1],
    ]);
  });

  it('takes all files of a day together, and removes duplicates between them', async () => {
    await mkdir(join(folder, 'in'));
    await writeLines(folder, 'in/part-1.ndjson', [event({ event_id: 'a' }), event({ event_id: 'b' })]);
    await writeLines(folder, 'in/part-2.ndjson.gz', [event({ event_id: 'b' }), event({ event_id: 'c' })]);
    const { counts } = await publishTo(lake, { input: join(folder, 'in'), days: [DAY] });
    expect(counts).toMatchObject({ rows_read: 4, rows_aggregated: 3, rows_duplicate: 1 });
  });

  it('goes by the content of a file where its name says otherwise', async () => {
    const packed = join(folder, 'events.ndjson');
    await writeFile(packed, gzipSync(`${event()}\n${event()}\n`));
    const plain = join(folder, 'events.ndjson.gz');
    await writeFile(plain, `${event()}\n`);
    expect((await publishTo(lake, { input: packed, days: [DAY] })).counts.rows_aggregated).toBe(2);
    expect((await publishTo(lake, { input: plain, days: [DAY] })).counts.rows_aggregated).toBe(1);
  });

  it('replaces the whole day, and leaves other days alone', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event(), event({ region: 'eu-west' })]);
    await publishTo(lake, { input, days: [DAY] });
    const next = await writeLines(folder, 'b.ndjson', [event({ region: 'ap-south' })]);
    await publishTo(lake, { input: next, days: [NEXT] });
    await writeLines(folder, 'a.ndjson', [event({ event_type: 'search' })]);
    await publishTo(lake, { input, days: [DAY] });
    const rows = await rowsOf(lake);
    expect(rows.map(({ run_date, region, event_type }) => [run_date, region, event_type])).toEqual([
      [DAY, 'us-west', 'search'],
      [NEXT, 'ap-south', 'page_view'],
    ]);
  });

  it('does nothing when the same input comes again, and says so', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    await publishTo(lake, { input, days: [DAY] });
    const before = await contentOf(await keysOf(lake));
    await expect(publishTo(lake, { input, days: [DAY] })).resolves.toMatchObject({
      datasets: [{ version: 0, days_published: [], days_unchanged: [DAY] }],
      counts: { rows_read: 0 },
    });
    expect(await contentOf(await keysOf(lake))).toEqual(before);
  });

  it('publishes the same again with force', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    await publishTo(lake, { input, days: [DAY] });
    await publishTo(lake, { input, days: [DAY], force: true });
    expect(await versionOf()).toBe(1);
    expect(await rowsOf(lake)).toHaveLength(1);
  });

  it('gives the same bytes for the same input, in files of their own', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) =>
      event({ region: `r-${index % 7}`, event_type: `t-${index % 11}`, revenue_usd: (index % 97) / 8 }),
    );
    const input = await writeLines(folder, 'a.ndjson', lines);
    await publishTo(lake, { input, days: [DAY] });
    const first = await parquetOf();
    await publishTo(lake, { input, days: [DAY], force: true });
    const second = (await parquetOf()).filter((key) => !first.includes(key));
    expect(second).toHaveLength(7);
    const digests = async (keys: string[]) => [...(await contentOf(keys.toSorted())).values()];
    expect(await digests(second)).toEqual(await digests(first));
  });

  it('refuses a day of another source, unless told to replace it', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    await publishTo(lake, { input, days: [DAY] });
    const csv = join(folder, 'a.csv');
    await writeFile(
      csv,
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,2,x,1,,2.50,,France\n',
    );
    const retail = { source: 'online-retail', input: csv, days: [DAY] };
    await expect(publishTo(lake, retail)).rejects.toMatchObject({
      code: 'DAY_OF_OTHER_SOURCE',
      exitCode: 77,
    });
    expect(await versionOf()).toBe(0);
    await publishTo(lake, { ...retail, replaceSource: true });
    expect((await rowsOf(lake)).map(({ region }) => region)).toEqual(['France']);
  });

  it('keeps every partition value as it is, however long or odd', async () => {
    const regions = ['EIRE/ie', 'a%b=c', 'São Paulo', '0012', '🚀', '[x]*?', '/'.repeat(128), 'ü'.repeat(64)];
    const input = await writeLines(
      folder,
      'a.ndjson',
      regions.map((region) => event({ region })),
    );
    await publishTo(lake, { input, days: [DAY] });
    expect((await rowsOf(lake)).map(({ region }) => region).sort()).toEqual(regions.toSorted());
    expect((await manifestOf(lake, DAY)).partitions.values).toHaveLength(8);
  });

  it('publishes more partitions than it writes at once', async () => {
    const lines = Array.from({ length: 600 }, (_, index) => event({ region: `region-${index}` }));
    const input = await writeLines(folder, 'a.ndjson', lines);
    await publishTo(lake, { input, days: [DAY] });
    expect((await snapshotOf(lake))?.files).toHaveLength(600);
    expect(new Set((await rowsOf(lake)).map(({ region }) => region)).size).toBe(600);
  });
});

describe('what a publish leaves behind', () => {
  it('is a manifest a day that fits its schema, and says what the log says', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event(), event({ region: 'eu-west' }), '{"broken']);
    const { run_id } = await publishTo(lake, { input, days: [DAY] });
    const manifest = await manifestOf(lake, DAY);
    const validate = new Ajv2020({ strict: false }).compile(manifestSchema(dataset));
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
    expect(manifest).toMatchObject({
      run_id,
      table: { version: 0 },
      partitions: { partition_key: 'region', values: ['eu-west', 'us-west'] },
      summary_stats: { total_events: 2, total_rows: 2, total_files: 2 },
      input: {
        source: 'product-events',
        rows_read: 3,
        rows_aggregated: 2,
        rows_duplicate: 0,
        rows_quarantined: 1,
      },
    });
    const actual = await contentOf(manifest.files.map(({ path }) => `daily_metrics/${path}`));
    expect(manifest.files.map(({ path, sha256 }) => [`daily_metrics/${path}`, sha256])).toEqual([...actual]);
  });

  it('is made again when it was lost', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    await publishTo(lake, { input, days: [DAY] });
    const manifest = await manifestOf(lake, DAY);
    await rm(join(lake, `daily_metrics/run_date=${DAY}/_manifest.json`));
    const { datasets } = await publishTo(lake, { input, days: [DAY] });
    expect(datasets[0]?.days_unchanged).toEqual([DAY]);
    expect(await manifestOf(lake, DAY)).toEqual(manifest);
  });

  it('is made again when a correction was killed before its manifests', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    await publishTo(lake, { input, days: [DAY] });
    const path = join(lake, `daily_metrics/run_date=${DAY}/_manifest.json`);
    const old = await readFile(path);
    await writeLines(folder, 'a.ndjson', [event(), event({ region: 'eu-west' })]);
    await publishTo(lake, { input, days: [DAY] });
    const corrected = await readFile(path, 'utf8');
    await writeFile(path, old);
    const { datasets } = await publishTo(lake, { input, days: [DAY] });
    expect(datasets[0]?.days_unchanged).toEqual([DAY]);
    expect(await readFile(path, 'utf8')).toBe(corrected);
    expect((await runCli(['verify', '--lake', lake])).code).toBe(0);
  });

  it('is no file beside those of the log', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    await publishTo(lake, { input, days: [DAY] });
    expect((await keysOf(lake)).map((key) => key.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'RUN'))).toEqual([
      'daily_metrics/_delta_log/00000000000000000000.json',
      `daily_metrics/run_date=${DAY}/_manifest.json`,
      `daily_metrics/run_date=${DAY}/region=us-west/part-00000-RUN.snappy.parquet`,
    ]);
  });
});

/** The real store, but for what a test puts in its place. */
const effects = (changes: Partial<Store> = {}) => ({
  store: { ...openStore(lake), ...changes },
  now: () => new Date(),
  newId: randomUUID,
});

const options = (input: string) => ({
  datasets: [dataset.name],
  source: 'product-events',
  input,
  days: [DAY],
  cwd: '/',
  tempDirectory: tmpdir(),
  memoryLimit: '256MB',
});

describe('a publish that must not happen', () => {
  const store = () => openStore(lake);

  it('stops when every record was refused, and keeps them', async () => {
    const good = await writeLines(folder, 'good.ndjson', [event()]);
    await publishTo(lake, { input: good, days: [DAY] });
    const input = await writeLines(folder, 'bad.ndjson', ['{', 'x']);
    await expect(publishTo(lake, { input, days: [DAY] })).rejects.toMatchObject({
      code: 'INPUT_ALL_REFUSED',
      exitCode: 65,
      message: expect.stringMatching(/bad\.ndjson, line 1: invalid_json/),
    });
    expect(await versionOf()).toBe(0);
    expect(await keysOf(lake, '_quarantine/')).toHaveLength(1);
  });

  it('stops when a file changes while it is read', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event(), '{']);
    const late = {
      ...effects(),
      onProgress: ({ step }: { step: string }) => {
        if (step === 'aggregate') appendFileSync(input, `${event()}\n`);
      },
    };
    await expect(publish(options(input), late)).rejects.toMatchObject({
      code: 'INPUT_CHANGED',
      exitCode: 65,
    });
    expect(await keysOf(lake)).toEqual([]);
  });

  it('stops when a figure is not finite', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event({ session_duration_sec: 1 })]);
    const name = 'broken_ratio';
    const type = { kind: 'double' } as const;
    const rest = { unit: null, description: null, nullable: true, checks: [] };
    const ratio = {
      ...rest,
      role: 'derived',
      name,
      type,
      expr: 'CAST(row_count - row_count AS DOUBLE) / 0',
    } as const;
    const broken: ContractIr = {
      ...contract,
      datasets: [
        {
          ...dataset,
          columns: [...dataset.columns, ratio],
          stored: [...dataset.stored, { name, type, nullable: true }],
        },
      ],
    };
    await expect(publish({ ...options(input), contract: broken }, effects())).rejects.toMatchObject({
      code: 'WRITTEN_UNFIT',
      exitCode: 70,
      message: expect.stringContaining(DAY),
    });
    expect(await keysOf(lake)).toEqual([]);
  });

  it('takes its files away again when others committed the same day meanwhile', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event(), '{']);
    const other = await writeLines(folder, 'b.ndjson', [event({ region: 'eu-west' })]);
    let raced = false;
    const putIfAbsent: Store['putIfAbsent'] = async (key, bytes) => {
      if (!raced) {
        raced = true;
        await publishTo(lake, { input: other, days: [DAY] });
      }
      return store().putIfAbsent(key, bytes);
    };
    await expect(publish(options(input), effects({ putIfAbsent }))).rejects.toMatchObject({
      code: 'PUBLISH_OVERTAKEN',
      exitCode: 75,
    });
    expect((await rowsOf(lake)).map(({ region }) => region)).toEqual(['eu-west']);
    expect(await parquetOf()).toHaveLength(1);
    expect(await keysOf(lake, '_quarantine/')).toEqual([]);
  });

  it('plans again when others committed another day meanwhile', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    let raced = false;
    const putIfAbsent: Store['putIfAbsent'] = async (key, bytes) => {
      if (!raced) {
        raced = true;
        await publishTo(lake, { input, days: [NEXT] });
      }
      return store().putIfAbsent(key, bytes);
    };
    const { datasets } = await publish(options(input), effects({ putIfAbsent }));
    expect(datasets[0]?.version).toBe(1);
    expect((await rowsOf(lake)).map(({ run_date }) => run_date)).toEqual([DAY, NEXT]);
    expect((await manifestOf(lake, DAY)).table.version).toBe(1);
  });

  it.each([
    new Error('connection lost'),
    // Before a commit this says that nothing was committed; behind it, it says nothing of the kind.
    lakeError('LAKE_FEATURE_UNSUPPORTED', {
      table: 'daily_metrics',
      feature: 'deletionVectors',
      verb: 'read',
    }),
  ])('keeps what was refused when it fails behind its commit: $message', async (failure) => {
    const input = await writeLines(folder, 'a.ndjson', [event(), '{']);
    const put: Store['put'] = async () => {
      throw failure;
    };
    await expect(publish(options(input), effects({ put }))).rejects.toBe(failure);
    expect(await versionOf()).toBe(0);
    expect(await keysOf(lake, '_quarantine/')).toHaveLength(1);
    expect((await publish(options(input), effects())).datasets[0]?.days_unchanged).toEqual([DAY]);
    expect((await runCli(['verify', '--lake', lake])).code).toBe(0);
  });

  it('leaves the old version when the store fails, and converges when it is run again', async () => {
    const old = await writeLines(folder, 'old.ndjson', [event({ region: 'old' })]);
    await publishTo(lake, { input: old, days: [DAY] });
    const input = await writeLines(folder, 'a.ndjson', [event(), event({ region: 'eu-west' })]);
    let puts = 0;
    const putFile: Store['putFile'] = async (key, path) => {
      if (++puts === 2) throw new Error('disk full');
      return store().putFile(key, path);
    };
    await expect(publish(options(input), effects({ putFile }))).rejects.toThrow('disk full');
    expect((await rowsOf(lake)).map(({ region }) => region)).toEqual(['old']);
    expect(await parquetOf()).toHaveLength(1);
    await publish(options(input), effects());
    expect((await rowsOf(lake)).map(({ region }) => region)).toEqual(['eu-west', 'us-west']);
  });
});

describe('publishers at the same time', () => {
  it('do not leave the manifest of the slower one over that of the newer version', async () => {
    const slow = await writeLines(folder, 'slow.ndjson', [event()]);
    const fast = await writeLines(folder, 'fast.ndjson', [event({ region: 'eu-west' })]);
    let raced = false;
    const put: Store['put'] = async (key, bytes) => {
      if (!raced) {
        raced = true;
        await publishTo(lake, { input: fast, days: [DAY] });
      }
      return openStore(lake).put(key, bytes);
    };
    const { datasets } = await publish(options(slow), effects({ put }));
    expect(datasets[0]).toMatchObject({ version: 0, days_published: [DAY] });
    expect((await manifestOf(lake, DAY)).table.version).toBe(1);
    expect((await runCli(['verify', '--lake', lake])).code).toBe(0);
  });

  it('of the same input all succeed, and make one version', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event(), event({ region: 'eu-west' }), '{"broken']);
    // Each has read the empty lake before any of them commits.
    let waiting = 0;
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const putIfAbsent: Store['putIfAbsent'] = async (key, bytes) => {
      if (++waiting === 3) open();
      await gate;
      return openStore(lake).putIfAbsent(key, bytes);
    };
    const results = await Promise.all([1, 2, 3].map(() => publish(options(input), effects({ putIfAbsent }))));
    expect(results.map(({ datasets }) => datasets[0]?.version)).toEqual([0, 0, 0]);
    expect(results.flatMap(({ datasets }) => datasets[0]?.days_published)).toEqual([DAY]);
    expect(results.flatMap(({ datasets }) => datasets[0]?.days_unchanged)).toEqual([DAY, DAY]);
    expect(await versionOf()).toBe(0);
    expect(await parquetOf()).toHaveLength(2);
    const kept = results.flatMap(({ quarantine }) => quarantine);
    expect(kept).toHaveLength(1);
    expect(await keysOf(lake, '_quarantine/')).toEqual(kept);
    expect((await runCli(['verify', '--lake', lake])).code).toBe(0);
  });
});

describe('one run that feeds several datasets', () => {
  const second: DatasetIr = { ...dataset, name: 'second_metrics', storageHash: 'e'.repeat(64) };
  const both: ContractIr = { ...contract, datasets: [dataset, second] };

  it('commits each of them once, under one run', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    const { run_id, datasets } = await publishTo(lake, { input, days: [DAY], contract: both, datasets: [] });
    expect(datasets.map(({ dataset, version }) => [dataset, version])).toEqual([
      ['daily_metrics', 0],
      ['second_metrics', 0],
    ]);
    for (const { dataset: name } of datasets) {
      const info = await openTable(openStore(lake), name).readCommitInfo(0);
      expect(publisherInfo(info)).toMatchObject({ run_id, source: 'product-events' });
    }
    expect(await rowsOf(lake, 'second_metrics')).toEqual(await rowsOf(lake));
  });

  it('finishes what a run that died half-way has left', async () => {
    const input = await writeLines(folder, 'a.ndjson', [event()]);
    await publishTo(lake, { input, days: [DAY], contract: both, datasets: ['daily_metrics'] });
    const { datasets } = await publishTo(lake, { input, days: [DAY], contract: both, datasets: [] });
    expect(datasets).toMatchObject([
      { dataset: 'daily_metrics', version: 0, days_unchanged: [DAY] },
      { dataset: 'second_metrics', version: 0, days_published: [DAY] },
    ]);
  });
});
