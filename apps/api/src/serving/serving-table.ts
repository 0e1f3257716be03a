import { type DatasetIr, isCodedError } from '@datahub/contract';
import type { Snapshot, Table } from '@datahub/lake';
import { serverError, tableUnfit } from '../errors.ts';
import { batchesOf, fetchFiles, removeCopies } from './fetch-files.ts';
import { judgeFiles } from './judge-files.ts';
import { judgeSchema, judgeVersion } from './judge-version.ts';
import type { Engine } from './open-engine.ts';
import { type LoadedFile, planLoad } from './plan-load.ts';
import { type ReadFile, readFiles } from './read-files.ts';
import { findUnreadable } from './read-footers.ts';
import { describeVersion, type ServedVersion } from './served-version.ts';
import { servingNames } from './serving-names.ts';
import { addFiles, createTables, deleteFiles, hideFiles, inTransaction } from './serving-statements.ts';

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
    const schema = judgeSchema(dataset, snapshot);
    if (schema.compatibility === 'INCOMPATIBLE') {
      throw tableUnfit(dataset.name, snapshot.version, schema.misfits);
    }
    const judge = judgeFiles(table, dataset);
    const plan = planLoad(files, snapshot.files);
    const next = generation + 1;
    const fresh = plan.add.map((file, index) => ({ id: nextId + index, file }));
    nextId += fresh.length; // a number is never used again, even where this load fails
    const added = await engine.write((connection) =>
      inTransaction(connection, async () => {
        const read = new Map<number, ReadFile>();
        for (const batch of batchesOf(fresh)) {
          await fetchFiles(table, batch, snapshot.version, engine.scratch);
          try {
            for (const [id, result] of await readFiles(
              connection,
              dataset,
              names,
              engine.scratch,
              snapshot.version,
              batch,
              judge,
            )) {
              read.set(id, result);
            }
          } catch (cause) {
            if (isCodedError(cause)) throw cause;
            const broken = await findUnreadable(engine.query, engine.scratch, batch);
            if (broken === null) throw cause;
            const { file, reason } = broken;
            const where = { dataset: dataset.name, file: file.path, version: snapshot.version };
            throw serverError('API_FILE_CORRUPT', { ...where, reason }, cause);
          } finally {
            await removeCopies(batch, engine.scratch);
          }
        }
        await addFiles(connection, dataset, fresh, next);
        await hideFiles(
          connection,
          dataset,
          plan.drop.map(({ id }) => id),
          next,
        );
        return fresh.map(({ id, file }) => ({ id, file, ...(read.get(id) ?? { rows: 0, misfits: [] }) }));
      }),
    );
    generation = next;
    files = [...plan.keep, ...added];
    leaving.push(...plan.drop.map(({ id }) => ({ id, removed: next })));
    const rowsByPath = new Map(files.map(({ file, rows }) => [file.path, rows]));
    const judged = files.map(({ file, misfits }) => ({ path: file.path, misfits }));
    const verdict = judgeVersion(snapshot.version, schema, judged);
    const version = describeVersion(dataset, snapshot, next, verdict, (path) => rowsByPath.get(path) ?? 0);
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
    const ids = gone.map(({ id }) => id);
    await engine.write((connection) =>
      inTransaction(connection, () => deleteFiles(connection, dataset, ids)),
    );
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
