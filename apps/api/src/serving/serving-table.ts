import { rm } from 'node:fs/promises';
import { type DatasetIr, duckdbType, isCodedError } from '@datahub/contract';
import { quoteName } from '@datahub/contract/storage';
import type { ActiveFile, Snapshot, Table } from '@datahub/lake';
import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { serverError } from '../errors.ts';
import { fetchFile } from './fetch-file.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import type { Engine } from './open-engine.ts';
import { type LoadedFile, planLoad } from './plan-load.ts';
import { findUnreadable, readFiles, scratchPath } from './read-files.ts';
import { describeVersion, type ServedVersion } from './served-version.ts';
import { filesTableOf, OWN, SERVING_DATABASE, servingNames } from './serving-names.ts';

/** Shows a file to all generations from its own on. */
const FOREVER = Number.MAX_SAFE_INTEGER;
/** Files fetched and read in one go: bounds what lies in the scratch folder. */
const BATCH = { files: 512, bytes: 256 * 1024 * 1024 };
const FETCHES_AT_ONCE = 4;

/** A version that somebody reads: it stays until it is released. */
export interface Pin {
  readonly version: ServedVersion;
  release(): void;
}

/**
 * A dataset in the engine's memory. Each file's rows carry its number, and the files' table says which generations
 * show it: readers of several versions stand side by side, and a new version brings in only what changed.
 */
export interface ServingTable {
  readonly current: ServedVersion | null;
  /**
   * Takes the rows of a version in, in one transaction, and makes it the current one. Where it fails nothing changes.
   * @throws API_FILE_MISSING, API_FILE_CORRUPT, API_FILE_UNFIT, API_TABLE_UNFIT
   */
  load(snapshot: Snapshot): Promise<void>;
  /** The current version. Null where nothing was loaded yet. */
  pin(): Pin | null;
  /** A version that is still kept, by table id and number. */
  pinVersion(table: string, version: number): Pin | null;
  /** Frees what only versions have shown that nobody reads any more, and that were replaced long enough ago. */
  collect(): Promise<void>;
}

interface Kept {
  readonly version: ServedVersion;
  readers: number;
  /** When a newer one took its place, milliseconds since the epoch; null for the current one. */
  replacedAt: number | null;
}

export async function createServingTable(
  engine: Engine,
  table: Table,
  dataset: DatasetIr,
  keepMs: number,
  now: () => number = Date.now,
): Promise<ServingTable> {
  const names = servingNames(dataset);
  await engine.write((connection) => createTables(connection, dataset));

  let kept: Kept[] = []; // oldest first; the last is the current one
  let files: readonly LoadedFile[] = []; // of the current version
  let leaving: { readonly id: number; readonly removed: number }[] = [];
  let nextId = 0;
  let generation = 0;

  const pinned = (entry: Kept | undefined): Pin | null => {
    if (entry === undefined) return null;
    entry.readers += 1;
    let held = true;
    return {
      version: entry.version,
      release: () => {
        if (held) entry.readers -= 1;
        held = false;
      },
    };
  };

  const load = async (snapshot: Snapshot): Promise<void> => {
    checkPartitioning(dataset, snapshot);
    const plan = planLoad(files, snapshot.files);
    const next = generation + 1;
    const fresh = plan.add.map((file, index) => ({ id: nextId + index, file }));
    nextId += fresh.length; // a number is never used again, even where this load fails
    const added = await engine.write((connection) =>
      inTransaction(connection, async () => {
        const rows = new Map<number, number>();
        for (const batch of batchesOf(fresh)) {
          await fetchAll(table, batch, snapshot.version, engine.scratch);
          try {
            const read = await readFiles(connection, dataset, names, engine.scratch, snapshot.version, batch);
            for (const [id, count] of read) rows.set(id, count);
          } catch (cause) {
            if (isCodedError(cause)) throw cause;
            const broken = await findUnreadable(engine.query, engine.scratch, batch);
            if (broken === null) throw cause;
            const { file, reason } = broken;
            const where = { dataset: dataset.name, file: file.path, version: snapshot.version };
            throw serverError('API_FILE_CORRUPT', { ...where, reason }, cause);
          } finally {
            await removeAll(batch, engine.scratch);
          }
        }
        await addFiles(connection, dataset, fresh, next);
        await markRemoved(connection, names.files, plan.drop, next);
        return fresh.map(({ id, file }) => ({ id, file, rows: rows.get(id) ?? 0 }));
      }),
    );
    generation = next;
    files = [...plan.keep, ...added];
    leaving.push(...plan.drop.map(({ id }) => ({ id, removed: next })));
    const rowsByPath = new Map(files.map(({ file, rows }) => [file.path, rows]));
    const version = describeVersion(dataset, snapshot, next, (path) => rowsByPath.get(path) ?? 0);
    const previous = kept.at(-1);
    if (previous) previous.replacedAt = now();
    kept.push({ version, readers: 0, replacedAt: null });
    await engine.compact();
  };

  const collect = async (): Promise<void> => {
    kept = kept.filter(
      ({ readers, replacedAt }) => readers > 0 || replacedAt === null || now() - replacedAt < keepMs,
    );
    const oldest = kept[0]?.version.generation ?? generation;
    const gone = leaving.filter(({ removed }) => removed <= oldest);
    if (gone.length === 0) return;
    const ids = gone.map(({ id }) => id).join(', ');
    await engine.write(async (connection) => {
      await inTransaction(connection, async () => {
        await connection.run(`DELETE FROM ${names.rows} WHERE ${OWN.file} IN (${ids})`);
        await connection.run(`DELETE FROM ${names.files} WHERE ${OWN.id} IN (${ids})`);
      });
    });
    leaving = leaving.filter(({ removed }) => removed > oldest);
    await engine.compact();
  };

  return {
    get current() {
      return kept.at(-1)?.version ?? null;
    },
    load,
    pin: () => pinned(kept.at(-1)),
    pinVersion: (id, number) =>
      pinned(
        kept.findLast(
          ({ version }) => version.snapshot.version === number && version.snapshot.metadata.id === id,
        ),
      ),
    collect,
  };
}

async function createTables(connection: DuckDBConnection, dataset: DatasetIr): Promise<void> {
  const names = servingNames(dataset);
  const columns = dataset.stored.map(({ name, type }) => `${quoteName(name)} ${duckdbType(type)}`);
  const partitions = dataset.partitionBy.map((name) => `${quoteName(name)} VARCHAR`);
  await connection.run(`CREATE TABLE ${names.rows} (${[`${OWN.file} INTEGER`, ...columns].join(', ')})`);
  await connection.run(
    `CREATE TABLE ${names.files} (${[`${OWN.id} INTEGER`, `${OWN.added} BIGINT`, `${OWN.removed} BIGINT`, ...partitions].join(', ')})`,
  );
}

function checkPartitioning(dataset: DatasetIr, { metadata }: Snapshot): void {
  const found = metadata.partitionColumns.join(', ');
  const expected = dataset.partitionBy.join(', ');
  if (found !== expected) throw serverError('API_TABLE_UNFIT', { dataset: dataset.name, found, expected });
}

async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN TRANSACTION');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (cause) {
    // After some errors DuckDB has rolled back already; the first error is the one to tell.
    await connection.run('ROLLBACK').catch(() => {});
    throw cause;
  }
}

type FreshFile = { readonly id: number; readonly file: ActiveFile };

function* batchesOf(files: readonly FreshFile[]): Generator<readonly FreshFile[]> {
  let batch: FreshFile[] = [];
  let bytes = 0;
  for (const entry of files) {
    if (batch.length > 0 && (batch.length >= BATCH.files || bytes + entry.file.size > BATCH.bytes)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(entry);
    bytes += entry.file.size;
  }
  if (batch.length > 0) yield batch;
}

/** All settle, then the first failure is thrown: nothing is still being written when the scratch folder is cleared. */
async function fetchAll(
  table: Table,
  batch: readonly FreshFile[],
  version: number,
  scratch: string,
): Promise<void> {
  const inTurn = limitConcurrency(FETCHES_AT_ONCE);
  const fetched = await Promise.allSettled(
    batch.map(({ id, file }) => inTurn(() => fetchFile(table, file, version, scratchPath(scratch, id)))),
  );
  const failed = fetched.find((result) => result.status === 'rejected');
  if (failed === undefined) return;
  await removeAll(batch, scratch);
  throw failed.reason;
}

async function removeAll(batch: readonly FreshFile[], scratch: string): Promise<void> {
  await Promise.all(batch.map(({ id }) => rm(scratchPath(scratch, id), { force: true })));
}

async function addFiles(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  files: readonly FreshFile[],
  generation: number,
): Promise<void> {
  const appender = await connection.createAppender(filesTableOf(dataset), 'main', SERVING_DATABASE);
  for (const { id, file } of files) {
    appender.appendInteger(id);
    appender.appendBigInt(BigInt(generation));
    appender.appendBigInt(BigInt(FOREVER));
    for (const column of dataset.partitionBy) {
      const value = file.partitionValues[column] ?? null;
      appender.appendValue(value, VARCHAR);
    }
    appender.endRow();
  }
  appender.closeSync();
}

async function markRemoved(
  connection: DuckDBConnection,
  filesTable: string,
  dropped: readonly LoadedFile[],
  generation: number,
): Promise<void> {
  if (dropped.length === 0) return;
  const ids = dropped.map(({ id }) => id).join(', ');
  await connection.run(`UPDATE ${filesTable} SET ${OWN.removed} = ${generation} WHERE ${OWN.id} IN (${ids})`);
}
