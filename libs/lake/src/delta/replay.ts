import { lakeError } from '../errors.ts';
import type { AddAction, Commit, CommitInfo, MetaData, Protocol } from './actions.ts';
import { checkAdd, checkMetadata, checkReadable } from './check-protocol.ts';
import { decodePath, emptyToNull } from './paths.ts';
import { commitKey } from './read-log.ts';
import { type ActiveFile, publisherInfo, type Snapshot } from './snapshot.ts';

/**
 * Applies commits, oldest first and without a gap, to a version of a table: pure, and the same in one go or step by
 * step. Without `base` the first commit is version 0 and brings protocol and metadata. `table` names it in errors.
 * @throws LAKE_LOG_BROKEN, LAKE_FEATURE_UNSUPPORTED
 */
export function replay(
  table: string,
  commits: Iterable<Commit>,
  base: Snapshot | null = null,
): Snapshot | null {
  const fold = new Fold(table, base);
  let applied = false;
  for (const commit of commits) {
    fold.apply(commit);
    applied = true;
  }
  return applied ? fold.snapshot() : base;
}

class Fold {
  readonly #table: string;
  readonly #files: Map<string, ActiveFile>;
  readonly #txns: Map<string, number>;
  #version: number;
  #protocol: Protocol | null;
  #metadata: MetaData | null;
  #commitInfo: CommitInfo | null;

  constructor(table: string, base: Snapshot | null) {
    this.#table = table;
    this.#files = new Map(base?.files.map((file) => [file.path, file]));
    this.#txns = new Map(base?.txns);
    this.#version = base?.version ?? -1;
    this.#protocol = base?.protocol ?? null;
    this.#metadata = base?.metadata ?? null;
    this.#commitInfo = base?.commitInfo ?? null;
  }

  apply({ version, actions }: Commit): void {
    if (version !== this.#version + 1) {
      throw lakeError('LAKE_LOG_GAP', { table: this.#table, missing: this.#version + 1, next: version });
    }
    this.#version = version;
    this.#commitInfo = actions.find((action) => action.commitInfo)?.commitInfo ?? null;
    for (const action of actions) {
      if (action.protocol) {
        checkReadable(this.#table, action.protocol);
        this.#protocol = action.protocol;
      }
      if (action.metaData) {
        checkMetadata(this.#table, action.metaData);
        this.#metadata = action.metaData;
      }
      if (action.txn) this.#txns.set(action.txn.appId, action.txn.version);
      // Removes go first: lines have no order, and a file that is both removed and added stays.
      if (action.remove) this.#files.delete(this.#pathOf(action.remove.path));
    }
    const digests = listedDigests(this.#commitInfo);
    for (const { add } of actions) {
      if (add) this.#add(add, digests);
    }
  }

  #add(add: AddAction, digests: ReadonlyMap<string, string>): void {
    checkAdd(this.#table, add);
    const path = this.#pathOf(add.path);
    this.#files.delete(path); // so that it moves to the end, and one spelling takes the place of the other
    this.#files.set(path, {
      path,
      logPath: add.path,
      partitionValues: emptyToNull(add.partitionValues ?? {}),
      size: add.size,
      modificationTime: add.modificationTime,
      rows: rowsOf(add.stats),
      sha256: add.tags?.sha256 ?? digests.get(path) ?? null,
      addedIn: this.#version,
      stats: add.stats ?? null,
      tags: add.tags ?? null,
    });
  }

  #pathOf(logPath: string): string {
    const path = decodePath(logPath);
    if (path !== null) return path;
    throw lakeError('LAKE_FEATURE_UNSUPPORTED', {
      table: this.#table,
      feature: `the file path ${JSON.stringify(logPath)} (absolute, or not percent-encoded)`,
      verb: 'read',
    });
  }

  snapshot(): Snapshot {
    if (this.#protocol === null || this.#metadata === null) {
      throw lakeError('LAKE_LOG_BROKEN', {
        table: this.#table,
        version: 0,
        reason: `no ${this.#protocol === null ? 'protocol' : 'metaData'} action`,
        line: 1,
        file: commitKey(this.#table, 0),
      });
    }
    return {
      version: this.#version,
      timestamp: this.#commitInfo?.timestamp ?? null,
      protocol: this.#protocol,
      metadata: this.#metadata,
      files: [...this.#files.values()],
      commitInfo: this.#commitInfo,
      txns: this.#txns,
    };
  }
}

function rowsOf(stats: string | null | undefined): number | null {
  if (!stats) return null;
  try {
    const { numRecords } = JSON.parse(stats) as { numRecords?: unknown };
    return typeof numRecords === 'number' ? numRecords : null;
  } catch {
    return null; // statistics are a help, never a truth
  }
}

/** SHA-256 by path from the publisher's list of files, for writers that can set no tags. */
function listedDigests(commitInfo: CommitInfo | null): ReadonlyMap<string, string> {
  const files = publisherInfo(commitInfo)?.files;
  if (!Array.isArray(files)) return new Map();
  return new Map(
    files
      .filter((file) => typeof file?.path === 'string' && typeof file?.sha256 === 'string')
      .map((file) => [file.path, file.sha256]),
  );
}
