import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { datasetOf, duckdbType, type Rows } from '@datahub/contract';
import { quoteName, quoteText, tableSchema } from '@datahub/contract/storage';
import { openStore, openTable, partitionPath, planReplace } from '@datahub/lake';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export type StoredRow = Rows.MetricStoredRow;

const dataset = datasetOf('daily_metrics') ?? raise('the contract has no daily_metrics');

/** A lake of a test's own, in a folder that goes with it. */
export interface TestLake {
  readonly folder: string;
  readonly url: string;
  /** Replaces whole days by the rows given for them: one commit, one file a partition. Returns its version. */
  publish(rows: readonly StoredRow[], options?: PublishOptions): Promise<number>;
  /** Path of the file that holds a partition now. */
  fileOf(runDate: string, region: string): Promise<string>;
  remove(): Promise<void>;
}

export interface PublishOptions {
  /** Days to replace; those of the rows, by default. */
  readonly days?: readonly string[];
  /** SELECT list over `rows` that makes the file's columns; all stored columns, by default. */
  readonly select?: string;
  readonly runId?: string;
  /** Done to each file after it was measured, before it is committed. */
  readonly damage?: (path: string) => Promise<void>;
  /** Rows that the log tells of each file, where they are not the true ones. */
  readonly claimedRows?: number;
  /** Leaves SHA-256 and row counts out of the log, as other writers do. */
  readonly bare?: boolean;
}

export async function createLake(): Promise<TestLake> {
  const folder = await mkdtemp(join(tmpdir(), 'datahub-api-test-'));
  const table = openTable(openStore(folder), dataset.name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const root = join(folder, dataset.name);

  const publish = async (rows: readonly StoredRow[], options: PublishOptions = {}): Promise<number> => {
    const days = options.days ?? [...new Set(rows.map((row) => row.run_date))];
    const partitions = new Map<string, StoredRow[]>();
    for (const row of rows) {
      const key = JSON.stringify([row.run_date, row.region]);
      partitions.set(key, [...(partitions.get(key) ?? []), row]);
    }
    const adds = [];
    for (const group of partitions.values()) {
      const partitionValues = { run_date: group[0]?.run_date ?? '', region: group[0]?.region ?? '' };
      const path = `${partitionPath(dataset.partitionBy, partitionValues)}/part-${randomUUID()}.parquet`;
      await writeParquet(connection, join(root, path), group, options.select);
      const bytes = await readFile(join(root, path));
      const { mtimeMs } = await stat(join(root, path));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      adds.push({
        path,
        partitionValues,
        size: bytes.byteLength,
        modificationTime: Math.round(mtimeMs),
        ...(options.bare ? {} : { rows: options.claimedRows ?? group.length, sha256 }),
      });
      await options.damage?.(join(root, path));
    }
    const plan = planReplace(dataset.name, await table.snapshot(), {
      replace: { run_date: days },
      adds,
      schema: tableSchema(dataset),
      partitionBy: dataset.partitionBy,
      commitId: randomUUID(),
      timestamp: Date.now(),
      engineInfo: 'test',
      info: { run_id: options.runId ?? 'run-of-a-test' },
    });
    return (await table.commit(plan)).snapshot.version;
  };

  return {
    folder,
    url: folder,
    publish,
    fileOf: async (runDate, region) => {
      const snapshot = await table.snapshot();
      const file = snapshot?.files.find(
        ({ partitionValues }) => partitionValues.run_date === runDate && partitionValues.region === region,
      );
      return join(root, file?.path ?? raise(`no file for ${runDate} ${region}`));
    },
    remove: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A row as the events of one group make it: the mean follows from its sum and its count. */
export function row(
  values: Partial<StoredRow> & Pick<StoredRow, 'run_date' | 'region' | 'event_type'>,
): StoredRow {
  const sum = values.avg_session_duration__sum ?? null;
  const count = values.avg_session_duration__count ?? 0n;
  return {
    event_count: 0n,
    row_count: 0n,
    avg_session_duration__sum: sum,
    avg_session_duration__count: count,
    avg_session_duration: sum === null || count === 0n ? null : Number(sum) / Number(count),
    total_revenue: null,
    ...values,
  };
}

async function writeParquet(
  connection: DuckDBConnection,
  path: string,
  rows: readonly StoredRow[],
  select = '*',
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const columns = dataset.stored.map(({ name, type }) => `${quoteName(name)} ${duckdbType(type)}`);
  const values = rows.map(
    (row) => `(${dataset.stored.map(({ name }) => literal(row[name as keyof StoredRow])).join(', ')})`,
  );
  await connection.run(`CREATE OR REPLACE TABLE rows (${columns.join(', ')})`);
  await connection.run(`INSERT INTO rows VALUES ${values.join(', ')}`);
  await connection.run(`COPY (SELECT ${select} FROM rows) TO ${quoteText(path)} (FORMAT parquet)`);
}

function literal(value: string | number | bigint | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? quoteText(value) : String(value);
}

function raise(message: string): never {
  throw new Error(message);
}
